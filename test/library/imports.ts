/** What a built module imports, directly and by others: a walk over the files, none of which is run. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

export interface Imports {
  /** Paths of the files reached, the module's own among them. */
  readonly files: ReadonlySet<string>;
  /** What is imported by name: packages, and modules of Node. */
  readonly packages: ReadonlySet<string>;
}

/** `import … from "x"`, `export … from "x"`, `import "x"` and `import("x")`. */
const specifiers = /(?:\bfrom|\bimport)\s*\(?\s*["']([^"'\n]+)["']/gu;

export function importsOf(module: string): Imports {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(specifiers)) {
      if (specifier.startsWith(".")) visit(resolve(dirname(file), specifier));
      else packages.add(specifier);
    }
  };
  visit(resolve(module));
  return { files, packages };
}
