declare module "naughty-words" {
  /** Rude words by language. */
  const lists: Readonly<Record<"en" | "fr" | "de", readonly string[]>>;
  export default lists;
}
