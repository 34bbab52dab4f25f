// What the binding calls.

export { examples } from "./examples";
export { allocate } from "./memory";
export { firstOf, forget, gradientOf, network, parametersOf, prepare, secondOf } from "./network";
export { norm } from "./optimiser";
export { abandon, assign, disband, learnAll, predictAll, settle, team, updateAll, work } from "./team";
export { reserve, seenOf, shard } from "./tree";
