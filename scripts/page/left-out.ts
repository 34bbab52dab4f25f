import type { Plugin } from "vite";

/**
 * What Plot can draw and the page's charts do not: maps of the earth, and scales of colours; a tenth of the page's script.
 * The functions listed are called while Plot loads, for what only a map would use.
 */
const unused: ReadonlyMap<string, readonly string[]> = new Map([
  ["d3-geo", ["geoTransform"]],
  ["d3-scale-chromatic", []],
]);

const prefix = "\0left-out:";

/** Puts functions that throw in the place of packages that are imported and never called. */
export const leftOut = (): Plugin => ({
  name: "katze-left-out",
  enforce: "pre",
  resolveId: (id) => (unused.has(id) ? `${prefix}${id}` : null),
  async load(id) {
    if (!id.startsWith(prefix)) return null;
    const name = id.slice(prefix.length);
    const exported: object = await import(name);
    const absent = (one: string): string =>
      unused.get(name)?.includes(one)
        ? "() => undefined"
        : `() => { throw new Error("${one} of ${name} is left out of the page, see scripts/page/left-out.ts"); }`;
    return Object.keys(exported)
      .map((one) => `export const ${one} = ${absent(one)};`)
      .join("\n");
  },
});
