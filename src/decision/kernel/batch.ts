/** The scenarios that are evaluated: set by `useBatch` before each evaluation. Addresses unless said otherwise. */

/** all columns of bits, one after the other, `batchWords` 32-bit words each */
export let batchBits: usize = 0;
export let batchWords: i32 = 0;
/** number of scenarios */
export let batchSize: i32 = 0;
/** values in [0, 1], `batchStride` per scenario */
export let batchValues: usize = 0;
export let batchStride: i32 = 0;

/** quantities of the profile by scenario */
export let quantityServices: usize = 0;
export let quantityPods: usize = 0;
export let quantityNodes: usize = 0;
/** nodes as answered, NaN where not */
export let quantityNodesGiven: usize = 0;
export let quantityClusters: usize = 0;
export let quantityLanguages: usize = 0;
export let quantityRequestRate: usize = 0;
export let quantityCallDepth: usize = 0;
export let quantityPlatformEngineers: usize = 0;
export let quantityLatencyBudget: usize = 0;
export let quantityAcceptedUpgrades: usize = 0;
export let quantityOwnWorkFactor: usize = 0;
