import { isRecord } from "../../src/model/json.js";

/** A package that the lock file names. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** As SPDX writes it; "none" where the package does not say. */
  readonly licence: string;
  /** Needed to work on katze, not to use it. */
  readonly isForDevelopment: boolean;
  readonly hasInstallScript: boolean;
  /** Whether npm can tell that it gets the package that was locked. */
  readonly isVerified: boolean;
}

/** Licences that let anyone use and pass on what has them, for the asking of a notice at most. */
const permissive = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "Unlicense", "BlueOak-1.0.0"];

/** Those of tools: none of their files goes into the package. */
const forTools = [...permissive, "MPL-2.0", "CC0-1.0", "CC-BY-4.0", "Python-2.0"];

/** Every package of a lock file, by name. */
export function dependenciesOf(lock: unknown): Dependency[] {
  const packages = isRecord(lock) ? lock.packages : undefined;
  if (!isRecord(packages)) throw new Error("package-lock.json has no packages");
  return Object.entries(packages)
    .flatMap(([path, found]) => (path === "" || !isRecord(found) ? [] : [dependency(path, found)]))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const dependency = (path: string, found: Readonly<Record<string, unknown>>): Dependency => ({
  name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
  version: String(found.version),
  licence: typeof found.license === "string" ? found.license : "none",
  isForDevelopment: found.dev === true,
  hasInstallScript: found.hasInstallScript === true,
  isVerified: typeof found.integrity === "string" && found.link !== true,
});

/** Whether an SPDX expression, of names joined by OR or by AND, allows the use that katze makes. */
export function isAllowed({ licence, isForDevelopment }: Dependency): boolean {
  const known = isForDevelopment ? forTools : permissive;
  const names = (by: RegExp): string[] => licence.replace(/^\((.*)\)$/u, "$1").split(by);
  const isKnown = (name: string): boolean => known.includes(name);
  return names(/ OR /u).some(isKnown) || names(/ AND /u).every(isKnown);
}

/** What is wrong with a lock file, a line each: licences, unverified packages, install scripts that nobody decided on. */
export function surprises(lock: unknown, about: unknown): string[] {
  const scripts = isRecord(about) && isRecord(about.allowScripts) ? about.allowScripts : {};
  return dependenciesOf(lock).flatMap((found) => {
    const { name, version, licence, hasInstallScript, isVerified } = found;
    const is = `${name} ${version}`;
    return [
      ...(isAllowed(found) ? [] : [`${is} has the licence ${licence}`]),
      ...(isVerified ? [] : [`${is} has no integrity in the lock file`]),
      ...(hasInstallScript && !Object.hasOwn(scripts, name)
        ? [`${is} has an install script that allowScripts does not name`]
        : []),
    ];
  });
}
