/**
 * A 32-bit hash of the UTF-16 code units from..to-1: FNV-1a over the units, then MurmurHash3's finaliser so that every
 * bit of the result depends on every unit. Integer arithmetic only: equal on every engine. Other seeds give
 * independent hashes.
 */
export const hashUnits = (units: Uint16Array, from: number, to: number, seed: number): number => {
  let hash = seed;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (units[i] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
