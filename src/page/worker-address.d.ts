declare module "katze:worker" {
  /** Where the built worker stands; see scripts/page/second-thread.ts. */
  const address: string;
  export default address;
}
