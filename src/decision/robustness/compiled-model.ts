import { burdens, type BurdenId, type Range } from '../../catalog/schema.js';
import type { ValueFunction } from '../../catalog/model-schema.js';
import { importances, permissions } from '../../questionnaire/schema.js';
import type { Knowledge } from '../decide.js';
import { parameter } from '../effort.js';
import { compileDerivation, type ConflictPair, type Derivation } from './derivation.js';
import { compileCondition, depthOf, type Expression } from './expression.js';
import { type Layout, layoutOf, levelColumn } from './layout.js';
import { compileOverhead, latencyFigures, licenceOf, overheadFlags, type OverheadOf, vendorBuildFlag } from './overhead-table.js';
import { type Entry, type SupportTable, supportTable, workTerms, type WorkTerm } from './support-table.js';

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

const quantityIds = [
  'services',
  'pods',
  'nodes',
  'clusters',
  'languages',
  'request-rate',
  'call-depth',
  'platform-engineers',
  'latency-budget',
  'accepted-upgrades',
  'own-work-factor',
];

/** Compiles once per catalog and questionnaire. */
export function compileModel(knowledge: Knowledge): CompiledModel {
  const { catalog, questionnaire } = knowledge;
  const { model } = catalog;
  const layout = layoutOf(catalog, questionnaire);
  const support = supportTable(catalog);
  let columns = layout.columns;
  const column = () => columns++;

  const conditions = new Map<string, { expression: Expression; column: number }>();
  const conditionColumn = (entry: Entry): number => {
    if (entry.when === undefined) return -1;
    const key = JSON.stringify(entry.when);
    const known = conditions.get(key) ?? { expression: compileCondition(layout, entry.when), column: column() };
    conditions.set(key, known);
    return known.column;
  };

  const sources = registry<Range>([{ id: 'undone', value: [0, 0, 0] }]);
  const positions = registry<number>([]);
  const termRows: WorkTerm[] = [];
  const spans = new Map<string, TermSpan>();
  const span = (id: string, work: readonly WorkTerm[]): TermSpan => {
    const known = spans.get(id);
    if (known !== undefined) return known;
    const from = termRows.length;
    termRows.push(...work);
    const widest = work.find(({ adopt }) => adopt[2] > adopt[0]) ?? work[0];
    const made = { from, to: termRows.length, position: positions.indexOf(id, placeOf(widest?.adopt ?? [0, 0, 0])) };
    spans.set(id, made);
    return made;
  };
  const nothing = span('work:none', []);

  const weighed: CompiledEntry[] = [];
  const compiledEntries = new Map<Entry, CompiledEntry>();
  const compileEntry = (entry: Entry): CompiledEntry => {
    const known = compiledEntries.get(entry);
    if (known !== undefined) return known;
    const own = entry.work.length > 0;
    const over = !own && entry.added.length === 1 ? (entry.added[0] ?? -1) : own || entry.added.length > 0 ? catalog.components.length + weighed.length : -1;
    const made: CompiledEntry = {
      when: conditionColumn(entry),
      source: sources.indexOf(entry.source, entry.value),
      whole: entry.value[0] === 1 && entry.value[1] === 1,
      fails: entry.fails === 'never' ? -2 : entry.fails === 'always' ? -1 : permissions.indexOf(entry.fails),
      costs: entry.work.length > 0 || entry.added.length > 0 || entry.vendorBuild,
      work: entry.work.length === 0 ? nothing : span(entry.workSource, entry.work),
      ownWork: entry.ownWork,
      added: Int32Array.from(entry.added),
      brings: Int32Array.from(entry.brings),
      flags:
        (entry.httpProxies ? overheadFlags.httpProxies : 0) |
        (entry.everyRequest ? overheadFlags.everyRequest : 0) |
        (entry.applicationTls ? overheadFlags.applicationTls : 0) |
        (entry.vendorBuild ? vendorBuildFlag : 0),
      over,
    };
    if (over >= catalog.components.length) weighed.push(made);
    compiledEntries.set(entry, made);
    return made;
  };

  const { conflicts, pairs, excludedColumn } = compileConflicts(support, layout, column, compileEntry);
  const unstated = sources.indexOf(support.unstated.source, support.unstated.value);
  const facets = [...new Set(catalog.capabilities.map((capability) => capability.facet ?? capability.id))];
  const capabilities = catalog.capabilities.map((capability, index): CompiledCapability => {
    const plain: number[] = [];
    const plainGates: number[] = [];
    const cells: CompiledCell[] = [];
    for (const { alternative, entries } of support.cells[index] ?? []) {
      const compiled = entries.map(compileEntry);
      const excluded = excludedColumn.get(`${alternative} ${index}`) ?? -1;
      const [only] = compiled;
      if (excluded < 0 && only === undefined) plain.push(alternative, unstated);
      else if (excluded < 0 && only !== undefined && only.when < 0 && !only.costs && only.brings.length === 0) {
        if (!only.whole) plain.push(alternative, only.source);
        if (only.fails !== -2) plainGates.push(alternative, only.fails);
      } else cells.push({ alternative, excluded, entries: upToUnconditional(compiled) });
    }
    return {
      facet: facets.indexOf(capability.facet ?? capability.id),
      nice: levelColumn(layout, index, 2),
      plain: Int32Array.from(plain),
      plainGates: Int32Array.from(plainGates),
      cells,
    };
  });

  const components = catalog.components.map(({ id, work }) => span(`component:${id}`, workTerms(work)));
  const candidates = catalog.candidates.map(({ id }) => id);
  const testBed = positions.indexOf('test-bed', 0.5);
  const guess: Range = [
    parameter(model, 'unpublished-licence-low'),
    parameter(model, 'unpublished-licence-likely'),
    parameter(model, 'unpublished-licence-high'),
  ];
  const alternatives = support.alternatives.map(({ id, candidate, variant }, index): CompiledAlternative => {
    const { longevity } = model;
    const weight = (part: string) => longevity.parts[part]?.weight ?? 0;
    const drawn = (part: string, source: string, value: Range) => ({ weight: weight(part), value, position: positions.indexOf(source, placeOf(value)) });
    const governance = candidate.governance.kind;
    const longevityWeight = weight('governance') + weight('licence') + weight('stable-releases') + weight('upgrades');
    const parts = [
      drawn('governance', `governance:${governance}`, longevity.governance[governance]?.value ?? [0, 0.5, 1]),
      ...(variant.licence.osi ? [] : [drawn('licence', 'longevity:non-osi-licence', longevity.nonOsiLicence.value)]),
      ...(variant.stableReleases.public ? [] : [drawn('stable-releases', 'longevity:vendor-only-releases', longevity.vendorOnlyStableReleases.value)]),
    ];
    const own = variant.effort.components.flatMap((name) => {
      const at = catalog.components.findIndex((component) => component.id === name);
      return at < 0 ? [] : [components[at] ?? nothing];
    });
    const licence = licenceOf(catalog, id, guess);
    const flags = support.cells.flatMap((cells) => (cells[index]?.entries ?? []).map((entry) => compileEntry(entry).flags));
    const footprint = catalog.footprint.alternatives[id];
    const possible = flags.reduce((mask, flag) => mask | flag, overheadFlags.nodeEncryption);
    const waypoints =
      footprint !== undefined &&
      ((footprint.dataPlane.kind === 'per-node-proxy' && footprint.dataPlane.waypoint !== undefined) ||
        footprint.reservation.production.items.some(({ per }) => per === 'waypoint-replica'));
    const flagMask = possible & ~vendorBuildFlag & ~(waypoints ? 0 : overheadFlags.httpProxies | overheadFlags.everyRequest) & ~(footprint?.applicationTls === undefined ? overheadFlags.applicationTls : 0);
    const overhead = compileOverhead(catalog, id);
    const latencies = new Float64Array((flagMask + 1) * latencyFigures);
    for (let flag = 0; flag <= flagMask; flag += 1) overhead.latency(flag, latencies, flag * latencyFigures);
    return {
      id,
      candidate: candidates.indexOf(candidate.id),
      candidateId: candidate.id,
      base: [...own, ...(variant.effort.work.length === 0 ? [] : [span(`work:${id}`, workTerms(variant.effort.work))])],
      known: layout.knows + layout.knowable.indexOf(candidate.id),
      running: layout.runs + layout.runnable.indexOf(id),
      siblings: layout.runnable.flatMap((running, at) => (running.split('/')[0] === candidate.id ? [layout.runs + at] : [])),
      leaving: layout.runnable.flatMap((running, at) => (running !== id && running.split('/')[0] !== candidate.id ? [layout.runs + at] : [])),
      overhead: overhead.bill,
      latencies,
      flagMask,
      licence,
      licenceCosts: licence[2] > 0,
      vendorLicence: guess,
      licencePosition: positions.indexOf(`licence:${id}`, placeOf(licence[2] > 0 ? licence : guess)),
      mayFlag: possible & ~overheadFlags.nodeEncryption,
      longevityParts: Float64Array.from(parts.flatMap((one) => [one.weight * one.value[1], one.weight * halfOf(one.value), one.weight * skewOf(one.value)].map((x) => x / longevityWeight).concat(one.position))),
      longevityConstant: (variant.licence.osi ? weight('licence') : 0) + (variant.stableReleases.public ? weight('stable-releases') : 0),
      upgrades: { weight: weight('upgrades'), window: variant.support.windowMonths, position: positions.indexOf(`upgrades:${id}`, 0.5) },
      longevityWeight,
    };
  });

  const failures = columns;
  columns += alternatives.length;
  const impossible = column();
  const scratch = columns;
  const derivation = compileDerivation(layout, questionnaire, model, pairs, scratch);
  const depth = Math.max(derivation.depth, 2 + Math.max(0, ...[...conditions.values()].map(({ expression }) => depthOf(expression))));
  const migration = positions.indexOf('migration', placeOf([0.5, 1, 2]));
  const importanceWeights = Float64Array.from(importances, (importance) => model.importanceWeights[importance].value);
  return {
    knowledge,
    layout,
    derivation,
    candidates,
    alternatives,
    capabilities,
    facets,
    members: facets.map((_, facet) => Int32Array.from(capabilities.flatMap((capability, index) => (capability.facet === facet ? [index] : [])))),
    conflicts,
    bringing: capabilities.flatMap(({ nice, cells }) =>
      cells.filter(({ entries }) => entries.some(({ brings }) => brings.length > 0)).map(({ alternative, entries }) => ({ must: nice + 2, alternative, entries })),
    ),
    conditions: [...conditions.values()],
    failures,
    impossible,
    scratch,
    columns: scratch + depth,
    terms: termArrays(termRows),
    components,
    weighed,
    sources: sources.entries(),
    deficits: Float64Array.from(sources.entries(), ({ value }) => 1 - value[1]),
    deficitHalf: Float64Array.from(sources.entries(), ({ value }) => -halfOf(value)),
    deficitSkew: Float64Array.from(sources.entries(), ({ value }) => -skewOf(value)),
    unstated,
    shouldWorthDays: parameter(model, 'should-worth-days'),
    niceWorthDays: parameter(model, 'nice-worth-days'),
    testBed,
    migration,
    positions: positions.entries().map(({ id, value }) => ({ id, place: value })),
    nodeEncryption: layout.capabilityIndex.has('node-encryption') ? levelColumn(layout, layout.capabilityIndex.get('node-encryption') ?? 0, 2) : -1,
    quantity: byId(quantityIds, (id) => layout.quantityIndex.get(id) ?? -1),
    needWeights: [model.needWeights.nice.value, model.needWeights.should.value, model.needWeights.must.value],
    importanceWeights,
    defaultImportance: burdens.map((burden: BurdenId) => {
      const assumed = model.defaultImportance[burden];
      return assumed === undefined ? -1 : importances.indexOf(assumed.importance);
    }),
    curves: {
      cash: curve(model.values.cash),
      'adopt-effort': curve(model.values.adoptEffort),
      'run-effort': curve(model.values.runEffort),
      latency: curve(model.values.latency),
      footprint: curve(model.values.footprint),
      upgrades: curve(model.longevity.supportWindow),
    },
    experience: {
      knownAdopt: parameter(model, 'known-adopt-factor'),
      knownRun: parameter(model, 'known-run-factor'),
      runningAdopt: parameter(model, 'running-adopt-factor'),
      siblingAdopt: parameter(model, 'sibling-adopt-factor'),
      migrationPerService: parameter(model, 'migration-adopt-per-service'),
    },
    scales: {
      project: 5 * parameter(model, 'project-share'),
      month: parameter(model, 'days-per-month'),
      podMonth: parameter(model, 'cash-pod-month'),
      podCores: parameter(model, 'pod-reserved-cores'),
    },
  };
}

/** What stands behind an entry that always holds is never reached. */
function upToUnconditional(entries: readonly CompiledEntry[]): CompiledEntry[] {
  const first = entries.findIndex(({ when }) => when < 0);
  return first < 0 ? [...entries] : entries.slice(0, first + 1);
}

function compileConflicts(
  support: SupportTable,
  layout: Layout,
  column: () => number,
  compile: (entry: Entry) => CompiledEntry,
): { conflicts: CompiledConflict[]; pairs: ConflictPair[]; excludedColumn: ReadonlyMap<string, number> } {
  const conflicts: CompiledConflict[] = [];
  const pairs = new Map<string, ConflictPair>();
  const excludedColumn = new Map<string, number>();
  const done = new Set<string>();
  const excluded = (alternative: number, capability: number) => {
    const key = `${alternative} ${capability}`;
    const known = excludedColumn.get(key) ?? column();
    excludedColumn.set(key, known);
    return known;
  };
  const names = (entry: Entry, capability: number) => entry.statement.conflicts.includes(layout.capabilities[capability] ?? '');
  for (const [capability, cells] of support.cells.entries()) {
    for (const { alternative, entries } of cells) {
      for (const id of new Set(entries.flatMap((entry) => entry.statement.conflicts))) {
        const partner = layout.capabilityIndex.get(id);
        if (partner === undefined || partner === capability || support.cells[partner] === undefined) continue;
        const one = Math.min(capability, partner);
        const other = Math.max(capability, partner);
        if (done.has(`${alternative} ${one} ${other}`)) continue;
        done.add(`${alternative} ${one} ${other}`);
        const pair = pairs.get(`${one} ${other}`) ?? { first: one, second: other, column: column() };
        pairs.set(`${one} ${other}`, pair);
        const oneEntries = support.cells[one]?.[alternative]?.entries ?? [];
        const otherEntries = support.cells[other]?.[alternative]?.entries ?? [];
        conflicts.push({
          one,
          other,
          oneEntries: oneEntries.map(compile),
          otherEntries: otherEntries.map(compile),
          oneConflicts: oneEntries.map((entry) => names(entry, other)),
          otherConflicts: otherEntries.map((entry) => names(entry, one)),
          oneExcluded: excluded(alternative, one),
          otherExcluded: excluded(alternative, other),
          order: pair.column,
        });
      }
    }
  }
  return { conflicts, pairs: [...pairs.values()], excludedColumn };
}

function registry<Value>(first: readonly { id: string; value: Value }[]) {
  const list = [...first];
  const index = new Map(list.map(({ id }, at) => [id, at]));
  return {
    indexOf(id: string, value: Value): number {
      const known = index.get(id);
      if (known !== undefined) return known;
      index.set(id, list.length);
      list.push({ id, value });
      return list.length - 1;
    },
    entries: (): readonly { readonly id: string; readonly value: Value }[] => list,
  };
}

/** Mean step from the likely value to the ends. */
export function halfOf(range: Range): number {
  return (range[2] - range[0]) / 2;
}

/** Half the difference of the steps. */
export function skewOf(range: Range): number {
  return (range[2] - 2 * range[1] + range[0]) / 2;
}

function placeOf(range: Range): number {
  return range[2] > range[0] ? (range[1] - range[0]) / (range[2] - range[0]) : 0.5;
}

function termArrays(rows: readonly WorkTerm[]): Terms {
  const of = (pick: (term: WorkTerm) => number) => Float64Array.from(rows, pick);
  return {
    per: Uint8Array.from(rows, ({ per }) => per),
    adopt: of(({ adopt }) => adopt[1]),
    adoptHalf: of(({ adopt }) => halfOf(adopt)),
    adoptSkew: of(({ adopt }) => skewOf(adopt)),
    run: of(({ run }) => run[1]),
    runHalf: of(({ run }) => halfOf(run)),
    runSkew: of(({ run }) => skewOf(run)),
  };
}

function curve({ points }: ValueFunction): Curve {
  const slopes = points.slice(1).map(([x, y], index) => {
    const [fromX, fromY] = points[index] ?? [x, y];
    return x === fromX ? 0 : (y - fromY) / (x - fromX);
  });
  // Σ c·max(0, q − x) = Σ c/2·(q − x) + Σ c/2·|q − x|, with c the change of slope at x
  const halves = slopes.map((slope, index) => (slope - (slopes[index - 1] ?? 0)) / 2);
  return {
    knots: Float64Array.from(points.slice(0, -1), ([x]) => x),
    halves: Float64Array.from(halves),
    slope: halves.reduce((sum, half) => sum + half, 0),
    start: (points[0]?.[1] ?? 0) - halves.reduce((sum, half, index) => sum + half * (points[index]?.[0] ?? 0), 0),
    end: points.at(-1)?.[0] ?? 0,
  };
}

function byId(ids: readonly string[], valueOf: (id: string) => number): Readonly<Record<string, number>> {
  return Object.fromEntries(ids.map((id) => [id, valueOf(id)]));
}
