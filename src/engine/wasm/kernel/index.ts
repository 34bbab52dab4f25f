// What the binding calls.

export { allocate } from "./memory";
export { firstOf, forget, gradientOf, network, parametersOf, prepare, secondOf } from "./network";
export { norm } from "./optimiser";
export { examples } from "./passes";
export { abandon, assign, disband, learnAll, predictAll, team, updateAll, work } from "./team";
export { reserve, seenOf, shard } from "./tree";
