/** The compiled model: set once per model. Addresses unless said otherwise; what is "from" has one more element than its owner has. */

/** numbers of alternatives, capabilities, facets, components, sources of values */
export let tableAlternatives: i32 = 0;
export let tableCapabilities: i32 = 0;
export let tableFacets: i32 = 0;
export let tableComponents: i32 = 0;
export let tableSources: i32 = 0;
/** columns: first of failures, impossible answers, first of importance, first of permissions, node encryption (−1 for none) */
export let tableFailures: i32 = 0;
export let tableImpossible: i32 = 0;
export let tableImportance: i32 = 0;
export let tablePermissions: i32 = 0;
export let tableNodeEncryption: i32 = -1;
/** positions of the test bed and of migration */
export let tableTestBed: i32 = 0;
export let tableMigration: i32 = 0;
/** the source of the value of what nobody states */
export let tableUnstated: i32 = 0;

/** capabilities by facet */
export let facetMemberFrom: usize = 0;
export let facetMembers: usize = 0;

/** column of level nice; should and must follow */
export let capabilityNice: usize = 0;
export let capabilityPlainFrom: usize = 0;
export let capabilityCellFrom: usize = 0;
/** pairs that need no look at conditions or work */
export let plainAlternative: usize = 0;
export let plainSource: usize = 0;
/** pairs of the same kind that fail a must: when (as `entryFails`) */
export let capabilityGateFrom: usize = 0;
export let gateAlternative: usize = 0;
export let gateFails: usize = 0;

/** entries of one alternative about one capability; column where another need excludes this one, −1 for none */
export let cellAlternative: usize = 0;
export let cellExcluded: usize = 0;
export let cellEntryFrom: usize = 0;

/** records as in sizes.ts, and the components that they add */
export let entryTable: usize = 0;
export let entryComponents: usize = 0;

/** cells whose musts bring components: column of the must, alternative, entries with what they bring */
export let bringCount: i32 = 0;
export let bringMust: usize = 0;
export let bringAlternative: usize = 0;
export let bringEntryFrom: usize = 0;
export let bringWhen: usize = 0;
export let bringComponentFrom: usize = 0;
export let bringComponents: usize = 0;

/** work terms: multiplier; days to adopt and to run at the likely values, and how a position moves them, in pairs */
export let termPer: usize = 0;
export let termDays: usize = 0;
export let termHalf: usize = 0;
export let termSkew: usize = 0;

/** terms of each component, and its position */
export let componentFrom: usize = 0;
export let componentTo: usize = 0;
export let componentPosition: usize = 0;

/** by source: 1 − likely value, and how a stored position moves it */
export let sourceDeficit: usize = 0;
export let sourceHalf: usize = 0;
export let sourceSkew: usize = 0;

export let alternativeCandidate: usize = 0;
/** parts of the alternative's own work: terms and position */
export let alternativeBaseFrom: usize = 0;
export let baseFrom: usize = 0;
export let baseTo: usize = 0;
export let basePosition: usize = 0;
/** columns: known, running, running in another form, running something else */
export let alternativeKnown: usize = 0;
export let alternativeRunning: usize = 0;
export let alternativeSiblingFrom: usize = 0;
export let alternativeSiblings: usize = 0;
export let alternativeLeavingFrom: usize = 0;
export let alternativeLeaving: usize = 0;
/** flags that the overhead depends on; any flag but node encryption can occur */
export let alternativeFlagMask: usize = 0;
export let alternativeMayFlag: usize = 0;
/** first row of its latencies */
export let alternativeLatencyFrom: usize = 0;
export let latencies: usize = 0;
/** licence and the licence of a vendor's build: likely, half-width, skew */
export let alternativeLicenceCosts: usize = 0;
export let alternativeLicence: usize = 0;
export let alternativeVendorLicence: usize = 0;
export let alternativeLicencePosition: usize = 0;
/** drawn parts of longevity: share at likely, half-width, skew, position */
export let alternativePartFrom: usize = 0;
export let partLikely: usize = 0;
export let partHalf: usize = 0;
export let partSkew: usize = 0;
export let partPosition: usize = 0;
export let alternativeLongevityConstant: usize = 0;
export let alternativeLongevityWeight: usize = 0;
export let alternativeUpgradesWeight: usize = 0;
/** support window in months: low, likely, high */
export let alternativeUpgradesWindow: usize = 0;
export let alternativeUpgradesPosition: usize = 0;

/** value functions: knots, each followed by half the change of slope at it; slope, start, end */
export let curveKnotFrom: usize = 0;
export let curveKnots: usize = 0;
export let curveSlope: usize = 0;
export let curveStart: usize = 0;
export let curveEnd: usize = 0;

/** ω of no need, nice, should, must; W by importance; W of a burden that nobody spoke of */
export let levelWeights: usize = 0;
export let importanceWeights: usize = 0;
export let unspokenWeights: usize = 0;

export let shouldWorthDays: f64 = 0;
export let niceWorthDays: f64 = 0;
export let knownAdopt: f64 = 0;
export let knownRun: f64 = 0;
export let runningAdopt: f64 = 0;
export let siblingAdopt: f64 = 0;
export let migrationPerService: f64 = 0;
/** person-days of one engineer for a week of project time, and a month; dollars and cores of a pod */
export let scaleProject: f64 = 0;
export let scaleMonth: f64 = 0;
export let scalePodMonth: f64 = 0;
export let scalePodCores: f64 = 0;

/** weights that the user sets, facets then burdens, −1 where not; the vector that replaces all drawn weights, or 0 */
export let settingOverrides: usize = 0;
export let settingFixed: usize = 0;
/** also value alternatives that fail a must */
export let settingScoreRuledOut: i32 = 0;
