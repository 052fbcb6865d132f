import type { ValueFunction } from '../../catalog/model-schema.js';
import { type BurdenId, burdens, type Range } from '../../catalog/terms.js';
import { importances, permissions } from '../../questionnaire/terms.js';
import type { Knowledge } from '../decide.js';
import { parameter } from '../effort.js';
import { latencyFigures, vendorBuildFlag } from '../kernel/sizes.js';
import { compileConflicts } from './compile-conflicts.js';
import {
  type CompiledAlternative,
  type CompiledCapability,
  type CompiledCell,
  type CompiledEntry,
  type CompiledModel,
  type Curve,
  halfOf,
  skewOf,
  type TermSpan,
  type Terms,
} from './compiled-model.js';
import { compileDerivation } from './derivation.js';
import { likelyPlace } from './distributions.js';
import { compileCondition, depthOf, type Expression } from './expression.js';
import { layoutOf, levelColumn } from './layout.js';
import { compileOverhead, licenceOf, overheadFlags } from './overhead-table.js';
import { type Entry, supportTable, type WorkTerm, workTerms } from './support-table.js';

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
    const made = { from, to: termRows.length, position: positions.indexOf(id, likelyPlace(widest?.adopt ?? [0, 0, 0])) };
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
    const over =
      !own && entry.added.length === 1
        ? (entry.added[0] ?? -1)
        : own || entry.added.length > 0
          ? catalog.components.length + weighed.length
          : -1;
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
    const drawn = (part: string, source: string, value: Range) => ({
      weight: weight(part),
      value,
      position: positions.indexOf(source, likelyPlace(value)),
    });
    const governance = candidate.governance.kind;
    const longevityWeight = weight('governance') + weight('licence') + weight('stable-releases') + weight('upgrades');
    const parts = [
      drawn('governance', `governance:${governance}`, longevity.governance[governance]?.value ?? [0, 0.5, 1]),
      ...(variant.licence.osi ? [] : [drawn('licence', 'longevity:non-osi-licence', longevity.nonOsiLicence.value)]),
      ...(variant.stableReleases.public
        ? []
        : [drawn('stable-releases', 'longevity:vendor-only-releases', longevity.vendorOnlyStableReleases.value)]),
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
    const flagMask =
      possible &
      ~vendorBuildFlag &
      ~(waypoints ? 0 : overheadFlags.httpProxies | overheadFlags.everyRequest) &
      ~(footprint?.applicationTls === undefined ? overheadFlags.applicationTls : 0);
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
      leaving: layout.runnable.flatMap((running, at) =>
        running !== id && running.split('/')[0] !== candidate.id ? [layout.runs + at] : [],
      ),
      overhead: overhead.bill,
      latencies,
      flagMask,
      licence,
      licenceCosts: licence[2] > 0,
      vendorLicence: guess,
      licencePosition: positions.indexOf(`licence:${id}`, likelyPlace(licence[2] > 0 ? licence : guess)),
      mayFlag: possible & ~overheadFlags.nodeEncryption,
      longevityParts: Float64Array.from(
        parts.flatMap((one) =>
          [one.weight * one.value[1], one.weight * halfOf(one.value), one.weight * skewOf(one.value)]
            .map((x) => x / longevityWeight)
            .concat(one.position),
        ),
      ),
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
  const migration = positions.indexOf('migration', likelyPlace([0.5, 1, 2]));
  const importanceWeights = Float64Array.from(importances, (importance) => model.importanceWeights[importance].value);
  return {
    knowledge,
    layout,
    derivation,
    candidates,
    alternatives,
    capabilities,
    facets,
    members: facets.map((_, facet) =>
      Int32Array.from(capabilities.flatMap((capability, index) => (capability.facet === facet ? [index] : []))),
    ),
    conflicts,
    bringing: capabilities.flatMap(({ nice, cells }) =>
      cells
        .filter(({ entries }) => entries.some(({ brings }) => brings.length > 0))
        .map(({ alternative, entries }) => ({ must: nice + 2, alternative, entries })),
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
    nodeEncryption: layout.capabilityIndex.has('node-encryption')
      ? levelColumn(layout, layout.capabilityIndex.get('node-encryption') ?? 0, 2)
      : -1,
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

function byId(ids: readonly string[], amountOf: (id: string) => number): Readonly<Record<string, number>> {
  return Object.fromEntries(ids.map((id) => [id, amountOf(id)]));
}
