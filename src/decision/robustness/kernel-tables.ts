import { burdens } from '../../catalog/terms.js';
import {
  entryAddedFrom,
  entryAddedTo,
  entryFails,
  entryFlags,
  entryNumbers,
  entryOver,
  entrySource,
  entryTraits,
  entryWhen,
  entryWorkFrom,
  entryWorkPosition,
  entryWorkTo,
  traitCosts,
  traitOwnWork,
  traitWhole,
} from '../kernel/sizes.js';
import { type CompiledEntry, type CompiledModel, type Curve, halfOf, skewOf, type TermSpan } from './compiled-model.js';
import { positionStep } from './draws.js';
import { connect, type Kernel } from './kernel.js';
import { type Arena, f64, i32, type Places, place } from './memory.js';

type Table = readonly number[] | ArrayLike<number>;

/** A compiled model as flat tables and numbers, by the names that the kernel has for them (../kernel/tables.ts). */
export interface KernelTables {
  readonly whole: Readonly<Record<string, Table>>;
  readonly real: Readonly<Record<string, Table>>;
  readonly numbers: Readonly<Record<string, number>>;
}

/** Flattens a model. */
export function kernelTables(model: CompiledModel): KernelTables {
  const { capabilities, components, alternatives, bringing, terms, experience, scales } = model;
  const plain = capabilities.map(({ plain: pairs }) => everySecond(pairs));
  const gates = capabilities.map(({ plainGates }) => everySecond(plainGates));
  const cells = capabilities.map((capability) => capability.cells);
  const entries = cells.flat().map((cell) => cell.entries);
  const bases = alternatives.map(({ base }) => base);
  const parts = alternatives.map(({ longevityParts }) => everyFourth(longevityParts));
  const { cash, latency, footprint, upgrades } = model.curves;
  const curves: Curve[] = [cash, model.curves['adopt-effort'], model.curves['run-effort'], latency, footprint, upgrades];
  return {
    whole: {
      facetMemberFrom: starts(model.members),
      facetMembers: model.members.flatMap((members) => [...members]),
      capabilityNice: capabilities.map(({ nice }) => nice),
      capabilityPlainFrom: starts(plain),
      capabilityCellFrom: starts(cells),
      plainAlternative: plain.flat().map(([alternative]) => alternative),
      plainSource: plain.flat().map(([, source]) => source),
      capabilityGateFrom: starts(gates),
      gateAlternative: gates.flat().map(([alternative]) => alternative),
      gateFails: gates.flat().map(([, fails]) => fails),
      cellAlternative: cells.flat().map(({ alternative }) => alternative),
      cellExcluded: cells.flat().map(({ excluded }) => excluded),
      cellEntryFrom: starts(entries),
      ...entryTables(entries.flat()),
      bringMust: bringing.map(({ must }) => must),
      bringAlternative: bringing.map(({ alternative }) => alternative),
      bringEntryFrom: starts(bringing.map((cell) => cell.entries)),
      bringWhen: bringing.flatMap((cell) => cell.entries.map(({ when }) => when)),
      bringComponentFrom: starts(bringing.flatMap((cell) => cell.entries.map(({ brings }) => brings))),
      bringComponents: bringing.flatMap((cell) => cell.entries.flatMap(({ brings }) => [...brings])),
      termPer: terms.per,
      ...spanTables('component', components),
      alternativeCandidate: alternatives.map(({ candidate }) => candidate),
      alternativeBaseFrom: starts(bases),
      ...spanTables('base', bases.flat()),
      alternativeKnown: alternatives.map(({ known }) => known),
      alternativeRunning: alternatives.map(({ running }) => running),
      alternativeSiblingFrom: starts(alternatives.map(({ siblings }) => siblings)),
      alternativeSiblings: alternatives.flatMap(({ siblings }) => siblings),
      alternativeLeavingFrom: starts(alternatives.map(({ leaving }) => leaving)),
      alternativeLeaving: alternatives.flatMap(({ leaving }) => leaving),
      alternativeFlagMask: alternatives.map(({ flagMask }) => flagMask),
      alternativeMayFlag: alternatives.map(({ mayFlag }) => mayFlag),
      alternativeLatencyFrom: starts(alternatives.map(({ latencies }) => latencies)),
      alternativeLicenceCosts: alternatives.map(({ licenceCosts }) => Number(licenceCosts)),
      alternativeLicencePosition: alternatives.map(({ licencePosition }) => licencePosition),
      alternativePartFrom: starts(parts),
      partPosition: parts.flat().map(([, , , position]) => position),
      alternativeUpgradesPosition: alternatives.map((alternative) => alternative.upgrades.position),
      curveKnotFrom: starts(curves.map(({ knots }) => knots)),
    },
    real: {
      termDays: inPairs(terms.adopt, terms.run),
      termHalf: inPairs(terms.adoptHalf, terms.runHalf),
      termSkew: inPairs(terms.adoptSkew, terms.runSkew),
      sourceDeficit: model.deficits,
      sourceHalf: model.deficitHalf.map((half) => half * positionStep),
      sourceSkew: model.deficitSkew.map((skew) => skew * positionStep),
      latencies: alternatives.flatMap(({ latencies }) => [...latencies]),
      alternativeLicence: alternatives.flatMap(({ licence }) => [licence[1], halfOf(licence), skewOf(licence)]),
      alternativeVendorLicence: alternatives.flatMap(({ vendorLicence }) => [
        vendorLicence[1],
        halfOf(vendorLicence),
        skewOf(vendorLicence),
      ]),
      partLikely: parts.flat().map(([likely]) => likely),
      partHalf: parts.flat().map(([, half]) => half),
      partSkew: parts.flat().map(([, , skew]) => skew),
      alternativeLongevityConstant: alternatives.map(({ longevityConstant }) => longevityConstant),
      alternativeLongevityWeight: alternatives.map(({ longevityWeight }) => longevityWeight),
      alternativeUpgradesWeight: alternatives.map((alternative) => alternative.upgrades.weight),
      alternativeUpgradesWindow: alternatives.flatMap((alternative) => [...alternative.upgrades.window]),
      curveKnots: curves.flatMap(({ knots, halves }) => inPairs(knots, halves)),
      curveSlope: curves.map(({ slope }) => slope),
      curveStart: curves.map(({ start }) => start),
      curveEnd: curves.map(({ end }) => end),
      levelWeights: [0, ...model.needWeights],
      importanceWeights: model.importanceWeights,
      unspokenWeights: burdens.map((_, burden) => {
        const assumed = model.defaultImportance[burden] ?? -1;
        return assumed < 0 ? 0 : (model.importanceWeights[assumed] ?? 0);
      }),
    },
    numbers: {
      ...standingNumbers(model),
      tableCapabilities: capabilities.length,
      tableComponents: components.length,
      tableSources: model.sources.length,
      tableImportance: model.layout.importance,
      tablePermissions: model.layout.permissions,
      tableNodeEncryption: model.nodeEncryption,
      tableTestBed: model.testBed,
      tableMigration: model.migration,
      tableUnstated: model.unstated,
      bringCount: bringing.length,
      shouldWorthDays: model.shouldWorthDays,
      niceWorthDays: model.niceWorthDays,
      knownAdopt: experience.knownAdopt,
      knownRun: experience.knownRun,
      runningAdopt: experience.runningAdopt,
      siblingAdopt: experience.siblingAdopt,
      migrationPerService: experience.migrationPerService,
      scaleProject: scales.project,
      scaleMonth: scales.month,
      scalePodMonth: scales.podMonth,
      scalePodCores: scales.podCores,
    },
  };
}

/** The numbers that counting standings needs. */
export function standingNumbers(
  model: Pick<CompiledModel, 'facets' | 'failures' | 'impossible'> & { readonly alternatives: readonly object[] },
) {
  return {
    tableAlternatives: model.alternatives.length,
    tableFacets: model.facets.length,
    tableFailures: model.failures,
    tableImpossible: model.impossible,
  };
}

/** What the tables have in linear memory. */
export function tablePlaces({ whole, real }: KernelTables): Places {
  const places = (tables: Readonly<Record<string, Table>>, of: (length: number) => Places[string]) =>
    Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, of(table.length)]));
  return { ...places(whole, i32), ...places(real, f64) };
}

/** Writes the tables to memory and tells the kernel where they are. */
export function placeTables(arena: Arena, kernel: Kernel, tables: KernelTables): void {
  const { whole, real, numbers } = tables;
  const placed = place(arena, tablePlaces(tables));
  for (const [name, table] of Object.entries({ ...whole, ...real })) {
    const view = placed[name];
    if (view instanceof Int32Array || view instanceof Float64Array) view.set(table);
  }
  connect(kernel, '', { ...placed, ...numbers });
}

/** Records of {@link entryNumbers} numbers, in the order of their offsets. */
function entryTables(entries: readonly CompiledEntry[]) {
  const added = starts(entries.map((entry) => entry.added));
  const records = entries.map(({ when, whole, costs, ownWork, source, fails, work, flags, over }, index) => {
    const record = new Int32Array(entryNumbers);
    const set = (offset: number, value: number) => {
      record[offset / record.BYTES_PER_ELEMENT] = value;
    };
    set(entryWhen, when);
    set(entryTraits, (whole ? traitWhole : 0) | (costs ? traitCosts : 0) | (ownWork ? traitOwnWork : 0));
    set(entrySource, source);
    set(entryFails, fails);
    set(entryWorkFrom, work.from);
    set(entryWorkTo, work.to);
    set(entryWorkPosition, work.position);
    set(entryAddedFrom, added[index] ?? 0);
    set(entryAddedTo, added[index + 1] ?? 0);
    set(entryFlags, flags);
    set(entryOver, over);
    return record;
  });
  return {
    entryTable: records.flatMap((record) => [...record]),
    entryComponents: entries.flatMap((entry) => [...entry.added]),
  };
}

function spanTables(name: string, spans: readonly TermSpan[]) {
  return {
    [`${name}From`]: spans.map(({ from }) => from),
    [`${name}To`]: spans.map(({ to }) => to),
    [`${name}Position`]: spans.map(({ position }) => position),
  };
}

/** Where each list begins when they stand one after the other, and where the last ends. */
function starts(lists: readonly ArrayLike<unknown>[]): number[] {
  const from = [0];
  for (const { length } of lists) from.push((from.at(-1) ?? 0) + length);
  return from;
}

function inPairs(ones: Float64Array, others: Float64Array): number[] {
  return [...ones].flatMap((one, at) => [one, others[at] ?? 0]);
}

function everySecond(pairs: Int32Array): [number, number][] {
  return Array.from({ length: pairs.length / 2 }, (_, at) => [pairs[at * 2] ?? 0, pairs[at * 2 + 1] ?? 0]);
}

function everyFourth(parts: Float64Array): [number, number, number, number][] {
  return Array.from({ length: parts.length / 4 }, (_, at) => [
    parts[at * 4] ?? 0,
    parts[at * 4 + 1] ?? 0,
    parts[at * 4 + 2] ?? 0,
    parts[at * 4 + 3] ?? 0,
  ]);
}
