/** The words of the catalog that code knows by name. They stand apart from the schemas, so that a bundle with the engine has no schemas in it. */

/** [low, likely, high], ascending. */
export type Range = readonly [low: number, likely: number, high: number];

export const themes = ['security', 'traffic', 'observability', 'topology', 'platform', 'operations', 'licence'] as const;
export const supportLevels = ['built-in', 'add-on', 'do-it-yourself', 'commercial-only', 'experimental', 'unsupported', 'unknown'] as const;
export type SupportLevel = (typeof supportLevels)[number];
export const burdens = ['cash', 'adopt-effort', 'run-effort', 'latency', 'longevity', 'footprint'] as const;
export type BurdenId = (typeof burdens)[number];
