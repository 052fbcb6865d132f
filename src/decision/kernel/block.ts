/**
 * Work space of one block: addresses of tables with rows of `blockSize` numbers, or of `blockWords` words for what is a bit per scenario.
 */

/** bits by alternative: it is to be valued */
export let blockWanted: usize = 0;
/** by alternative: Σ weight × (1 − value), then less what burdens gain */
export let blockShortfall: usize = 0;
/** by alternative, two numbers per scenario: person-days to adopt, person-days a month to run */
export let blockEffort: usize = 0;
/** bits by alternative and component: relied on beyond the alternative's own; brought by a must */
export let blockAdded: usize = 0;
export let blockPresent: usize = 0;
/** bits by alternative and flag */
export let blockFlags: usize = 0;
/** sum of the weights of needs, and of all weights */
export let blockNeeds: usize = 0;
export let blockTotals: usize = 0;
/** Ω_f by facet and W_b by burden */
export let blockFacets: usize = 0;
export let blockBurdens: usize = 0;
/** bits by facet: it counts */
export let blockActive: usize = 0;
/** by member of the facet at hand: its share of Ω_f */
export let blockShares: usize = 0;
/** by member of the facet at hand: 64 bits of each level */
export let blockLevels: usize = 0;
/** multipliers of work: once, per cluster, per language, per service; in pairs: the factor on own work */
export let blockMultipliers: usize = 0;
export let blockOwnWork: usize = 0;
/** overhead and effort cell of each scenario */
export let blockCells: usize = 0;
export let blockEffortCells: usize = 0;
/** by component, two numbers per scenario: drawn days to adopt and to run */
export let blockComponentEffort: usize = 0;
/** bits by component and weighed entry: alone too much for a should, and for a nice */
export let blockOverShould: usize = 0;
export let blockOverNice: usize = 0;
/** for the alternative at hand: factors of experience on adopting and running, value of longevity */
export let blockExperience: usize = 0;
export let blockLongevity: usize = 0;
/** for the alternative at hand: days as shares of the team, bill and reserved cores of the fleet's, latency of the budget */
export let blockAdopt: usize = 0;
export let blockRun: usize = 0;
export let blockBill: usize = 0;
export let blockCores: usize = 0;
export let blockLatency: usize = 0;
/** factors that turn days, dollars and milliseconds into shares of team (to adopt, to run), fleet and budget */
export let blockPerTeam: usize = 0;
export let blockPerFleet: usize = 0;
export let blockPerFleetCore: usize = 0;
export let blockPerBudget: usize = 0;
/** values of the accepted upgrades seen in this block, and which of them each scenario has */
export let blockAccepted: usize = 0;
export let blockAcceptedCode: usize = 0;
/** by accepted upgrades, for the alternative at hand: share of the longevity value, and how its position moves it */
export let blockUpgradeLikely: usize = 0;
export let blockUpgradeHalf: usize = 0;
export let blockUpgradeSkew: usize = 0;
/** 32 × 32 bits to transpose */
export let blockSquare: usize = 0;
