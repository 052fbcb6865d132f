import type { Range } from '../../catalog/schema.js';
import type { Knowledge } from '../decide.js';
import type { Derivation } from './derivation.js';
import type { Expression } from './expression.js';
import type { Layout } from './layout.js';
import type { OverheadOf } from './overhead-table.js';

/** Work terms of one owner (a component, a statement, the base of an alternative) in the shared arrays of {@link Terms}. */
export interface TermSpan {
  readonly from: number;
  readonly to: number;
  /** row of positions: one draw moves all ranges of the owner together */
  readonly position: number;
}

/**
 * Work terms of all owners, flat: multiplier, likely value, and how a position p moves it: likely + p·half + |p|·skew, where half is the
 * mean of the steps to the ends and skew half their difference. That is the likely value at 0 and the ends at ±1, without a branch.
 */
export interface Terms {
  readonly per: Uint8Array;
  readonly adopt: Float64Array;
  readonly adoptHalf: Float64Array;
  readonly adoptSkew: Float64Array;
  readonly run: Float64Array;
  readonly runHalf: Float64Array;
  readonly runSkew: Float64Array;
}

/** An entry of the support table, ready for the inner loop. */
export interface CompiledEntry {
  /** column of its condition, −1 for none */
  readonly when: number;
  /** index of the source of its value */
  readonly source: number;
  /** its value is 1 whatever is drawn */
  readonly whole: boolean;
  /** −2 never, −1 always, else the permission */
  readonly fails: number;
  /** costs work of people, own or for components */
  readonly costs: boolean;
  readonly work: TermSpan;
  readonly ownWork: boolean;
  /** components beyond the alternative's own: what it relies on, and what it brings as a must */
  readonly added: Int32Array;
  readonly brings: Int32Array;
  /** {@link overheadFlags} that it switches on */
  readonly flags: number;
  /** bit among what may be too much for a wish: its only component, or itself among the weighed; −1 when it costs no days */
  readonly over: number;
}

/** The entries of one alternative about one capability. */
export interface CompiledCell {
  readonly alternative: number;
  /** column of scenarios in which another need excludes this one, −1 for none */
  readonly excluded: number;
  readonly entries: readonly CompiledEntry[];
}

/** One capability: where its levels stand, and what the alternatives give for it. */
export interface CompiledCapability {
  readonly facet: number;
  /** column of level `nice`; `should` and `must` follow */
  readonly nice: number;
  /** pairs (alternative, source) that need no look at conditions or work; those worth 1 are left out */
  readonly plain: Int32Array;
  readonly cells: readonly CompiledCell[];
  /** gates of plain pairs: (alternative, fails) where it may fail */
  readonly plainGates: Int32Array;
}

/** Two needs that exclude each other in one alternative. */
export interface CompiledConflict {
  readonly one: number;
  readonly other: number;
  readonly oneEntries: readonly CompiledEntry[];
  readonly otherEntries: readonly CompiledEntry[];
  /** by entry: whether it conflicts with the other need */
  readonly oneConflicts: readonly boolean[];
  readonly otherConflicts: readonly boolean[];
  readonly oneExcluded: number;
  readonly otherExcluded: number;
  /** column: `one` was mentioned first */
  readonly order: number;
}

export interface CompiledAlternative {
  readonly id: string;
  readonly candidate: number;
  readonly candidateId: string;
  readonly base: readonly TermSpan[];
  readonly known: number;
  readonly running: number;
  readonly siblings: readonly number[];
  readonly leaving: readonly number[];
  readonly overhead: OverheadOf;
  /** latencies by flags, `latencyFigures` each */
  readonly latencies: Float64Array;
  /** flags that can occur, so that rows need no space for the others */
  readonly flagMask: number;
  readonly licence: Range;
  readonly licenceCosts: boolean;
  readonly vendorLicence: Range;
  readonly licencePosition: number;
  /** any flag but node encryption can occur */
  readonly mayFlag: number;
  /** drawn parts of longevity, four numbers each: share of the value at likely, half-width, skew, position */
  readonly longevityParts: Float64Array;
  readonly longevityConstant: number;
  readonly upgrades: { readonly weight: number; readonly window: Range; readonly position: number };
  readonly longevityWeight: number;
}

/** A value function as start + slope × q + Σ half × |q − knot|; constant from `end` on. */
export interface Curve {
  readonly knots: Float64Array;
  /** half the change of slope at each knot */
  readonly halves: Float64Array;
  readonly slope: number;
  readonly start: number;
  readonly end: number;
}

/** The catalog and the questionnaire as typed arrays. */
export interface CompiledModel {
  readonly knowledge: Knowledge;
  readonly layout: Layout;
  readonly derivation: Derivation;
  readonly candidates: readonly string[];
  readonly alternatives: readonly CompiledAlternative[];
  readonly capabilities: readonly CompiledCapability[];
  readonly facets: readonly string[];
  /** capabilities by facet, in catalog order */
  readonly members: readonly Int32Array[];
  readonly conflicts: readonly CompiledConflict[];
  /** cells whose musts bring components, with the column of the must */
  readonly bringing: readonly { readonly must: number; readonly alternative: number; readonly entries: readonly CompiledEntry[] }[];
  readonly conditions: readonly { readonly expression: Expression; readonly column: number }[];
  /** first column of failures, one per alternative */
  readonly failures: number;
  /** column of scenarios whose answers contradict each other */
  readonly impossible: number;
  readonly scratch: number;
  readonly columns: number;
  readonly terms: Terms;
  readonly components: readonly TermSpan[];
  /** entries whose days are of several components or of own work */
  readonly weighed: readonly CompiledEntry[];
  /** sources of values by index: id and range; 0 is "nothing given" */
  readonly sources: readonly { readonly id: string; readonly value: Range }[];
  /** by source: 1 − likely value, and how a position moves it (see {@link Terms}) */
  readonly deficits: Float64Array;
  readonly deficitHalf: Float64Array;
  readonly deficitSkew: Float64Array;
  /** source of the value of what nobody states */
  readonly unstated: number;
  readonly shouldWorthDays: number;
  readonly niceWorthDays: number;
  /** sources of positions by index: id and place of the likely value */
  readonly positions: readonly { readonly id: string; readonly place: number }[];
  readonly testBed: number;
  readonly migration: number;
  /** column of node encryption at least nice, −1 when the catalog has no such capability */
  readonly nodeEncryption: number;
  readonly quantity: Readonly<Record<string, number>>;
  readonly needWeights: readonly [nice: number, should: number, must: number];
  readonly importanceWeights: Float64Array;
  /** index of the importance of a burden that nobody spoke of, −1 for absent */
  readonly defaultImportance: readonly number[];
  readonly curves: Readonly<Record<'cash' | 'adopt-effort' | 'run-effort' | 'latency' | 'footprint' | 'upgrades', Curve>>;
  readonly experience: {
    readonly knownAdopt: number;
    readonly knownRun: number;
    readonly runningAdopt: number;
    readonly siblingAdopt: number;
    readonly migrationPerService: number;
  };
  /** person-days of one engineer for a week of project time, and a month; dollars and cores of a pod */
  readonly scales: { readonly project: number; readonly month: number; readonly podMonth: number; readonly podCores: number };
}

/** Mean step from the likely value to the ends. */
export function halfOf(range: Range): number {
  return (range[2] - range[0]) / 2;
}

/** Half the difference of the steps. */
export function skewOf(range: Range): number {
  return (range[2] - 2 * range[1] + range[0]) / 2;
}
