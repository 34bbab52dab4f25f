/** Lists the licences of all that katze depends on, and what of it is a surprise: npm run licences. */
import { readFileSync } from "node:fs";
import { dependenciesOf, surprises } from "./licences/dependencies.js";

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));

const lock = read("package-lock.json");
const byLicence = new Map<string, string[]>();
for (const { name, version, licence, isForDevelopment } of dependenciesOf(lock)) {
  const key = `${licence}${isForDevelopment ? ", for development" : ""}`;
  byLicence.set(key, [...(byLicence.get(key) ?? []), `${name} ${version}`]);
}
for (const [licence, names] of [...byLicence].sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(`${licence} (${names.length}):\n  ${names.join(", ")}\n`);
}
const found = surprises(lock, read("package.json"));
for (const line of found) console.error(line);
console.log(found.length === 0 ? "no surprise" : `${found.length} surprises`);
if (found.length > 0) process.exitCode = 1;
