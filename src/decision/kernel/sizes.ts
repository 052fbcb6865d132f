/** Sizes that the kernel and the program around it share. Read by both compilers: constants alone. */

/** 32-bit words and scenarios of a block, which is evaluated together: one vector register per column of bits. */
export const blockWords = 4;
export const blockSize = 128;

/** Alternatives are padded to a multiple of eight, so that inner loops have a fixed stride. */
export const lanes = 8;

/** Figures of one row of the overhead table: bill of infrastructure (low, likely, high), reserved cores. */
export const overheadFigures = 4;

/** Figures of one row of latencies: added p50 per edge (low, likely, high), added p99 per edge. */
export const latencyFigures = 6;

/** Flags of a scenario and alternative: those of the overhead table, and a vendor's build, whose bit is the last. */
export const flagCount = 5;
export const vendorBuildFlag = 16;

/** Quantities that a bill depends on: services, pods, nodes, clusters, requests a second. */
export const overheadKey = 5;

/** Quantities that days of work depend on: services, clusters, languages, factor on own work. */
export const effortKey = 4;

/** Multipliers of work: once, per cluster, per language, per service, own work. */
export const multiplierCount = 5;

/** Traits of an entry of the support table: its value is 1 whatever is drawn; it costs work; its work is own work. */
export const traitWhole = 1;
export const traitCosts = 2;
export const traitOwnWork = 4;

/** Order of the value functions. */
export const curveCash = 0;
export const curveAdopt = 1;
export const curveRun = 2;
export const curveLatency = 3;
export const curveFootprint = 4;
export const curveUpgrades = 5;

/** Order of the burdens (as in `burdens` of the catalog; a test holds the two together). */
export const burdenCash = 0;
export const burdenAdopt = 1;
export const burdenRun = 2;
export const burdenLatency = 3;
export const burdenLongevity = 4;
export const burdenFootprint = 5;
export const burdenCount = 6;

/** Levels of importance that a burden may have. */
export const importanceLevels = 4;

/** Steps of a stored position: −32,767 is the low end of a range, 0 the likely value, 32,767 the high end. */
export const positionSteps = 32767;

/**
 * An entry of the support table: offsets in bytes of its 32-bit numbers, and how many it has. Column of its condition (−1 for none);
 * traits; source of its value; when it fails a must (−2 never, −1 always, else without this permission); terms and position of its work;
 * components beyond the alternative's own; flags; bit among what may be too much for a wish (−1 when it costs no days).
 */
export const entryWhen = 0;
export const entryTraits = 4;
export const entrySource = 8;
export const entryFails = 12;
export const entryWorkFrom = 16;
export const entryWorkTo = 20;
export const entryWorkPosition = 24;
export const entryAddedFrom = 28;
export const entryAddedTo = 32;
export const entryFlags = 36;
export const entryOver = 40;
export const entryNumbers = 12;
