// What the binding calls.

export { examples } from "./examples";
export { allocate } from "./memory";
export { firstOf, forget, gradientOf, network, parametersOf, prepare, secondOf } from "./network";
export { norm } from "./optimiser";
export { abandon, assign, disband, learnAll, predictAll, reserveReaders, settle, team, updateAll, work } from "./team";
export { reserve, shard } from "./tree";
