import type { Knowledge } from '../decide.js';
import { type AnswerDraws, drawAnswers } from './answer-draws.js';
import { type Batch, batchOf, batchPlaces, shapeOf } from './batch.js';
import { blockPlaces } from './block.js';
import { compileModel } from './compile-model.js';
import type { CompiledModel } from './compiled-model.js';
import { evaluateConditions } from './conditions-by-column.js';
import { derive, findImpossible } from './derivation.js';
import { factorTable } from './distributions.js';
import { drawPlaces, drawValues, likelyPlaces, likelyValues, modelSeed, type ValueDraws, weightIds } from './draws.js';
import { effortPlaces, emptyEffort, fillEffort } from './effort-cells.js';
import { type InformationSpace, informationPlaces, informationSpace } from './information.js';
import { connect, type Kernel, kernelOf } from './kernel.js';
import { type KernelTables, kernelTables, placeTables, tablePlaces } from './kernel-tables.js';
import { type Arena, arenaOf, bytesOf, f64, type Places, place, u32 } from './memory.js';
import { emptyOverhead, fillOverhead, overheadPlaces } from './overhead-cells.js';
import { type PartitionSizes, partitionSizes } from './partitions.js';
import { type Standings, standingsOf, standingsPlaces } from './standings.js';

/** A compiled model with its work space: what is made once and then used at every key press. Not to be shared between threads. */
export interface Prepared {
  readonly model: CompiledModel;
  readonly kernel: Kernel;
  /** draws of weights, values and answers; their number is that of an analysis */
  readonly draws: { readonly size: number; readonly values: ValueDraws; readonly answers: AnswerDraws };
  /** likely weights and values */
  readonly likely: ValueDraws;
  readonly standings: Standings;
  readonly information: InformationSpace;
  readonly batches: { readonly analysis: Batch; readonly scenarios: Batch; readonly single: Batch };
  /** where the kernel reads {@link EvaluationSettings} */
  readonly settings: { readonly overrides: Float64Array; readonly fixed: Float64Array };
}

/** What is the same for all scenarios of one evaluation. */
export interface EvaluationSettings {
  /** weights that the user sets, facets then burdens; −1 where not */
  readonly overrides: Float64Array;
  /** the weight vector that replaces all drawn weights, for confidence factors */
  readonly fixed: Float64Array | undefined;
  /** also value alternatives that fail a must; nothing that is counted over draws needs it */
  readonly scoreRuledOut: boolean;
}

/** How many draws an analysis has unless said otherwise: 95 % half-width of a proportion 0.0098 at most. */
export const standardDraws = 10_000;

/** How many scenarios at likely values are evaluated together. */
export const scenarioCount = 2048;

/**
 * Compiles the catalog and the questionnaire and makes all draws. About 25 MiB for 10,000 draws; an analysis then allocates nothing
 * per draw.
 */
export function prepare(knowledge: Knowledge, options: { readonly draws?: number; readonly seed?: string } = {}): Prepared {
  const model = compileModel(knowledge);
  const size = options.draws ?? standardDraws;
  const seed = options.seed ?? modelSeed;
  const answers = drawAnswers(model, size, seed);
  const tables = kernelTables(model);
  const parts = partitionSizes(model.layout, answers);
  const arena = arenaOf(bytesFor(model, size, tables, answers, parts));
  const kernel = kernelWithCells(arena, model);
  placeTables(arena, kernel, tables);
  connect(kernel, 'block', place(arena, blockPlaces(model)));
  const batch = (count: number) => batchOf(arena, model.layout, model.columns, model.alternatives.length, count);
  const analysis = batch(size);
  const standings = standingsOf(arena, model, analysis);
  connectStandings(kernel, standings);
  const { factors, overrides, fixed } = place(arena, ownPlaces(model));
  factors.set(factorTable);
  connect(kernel, 'draws', { factorTable: factors });
  return {
    model,
    kernel,
    draws: {
      size,
      values: drawValues(arena, kernel, model, size, seed),
      answers: { ...answers, parts: placeParts(arena, answers) },
    },
    likely: likelyValues(arena, model),
    standings,
    information: informationSpace(arena, kernel, analysis, parts),
    batches: { analysis, scenarios: batch(scenarioCount), single: batch(1) },
    settings: { overrides, fixed },
  };
}

/** What an evaluation does beside values. */
export interface EvaluationOptions {
  /** count standings as well; of all scenarios only */
  readonly counting?: boolean;
  /** evaluate the first so many scenarios; all unless given */
  readonly draws?: number;
}

/** Answers of a batch → needs, gates and values. Set the answers first. */
export function run(
  prepared: Prepared,
  batch: Batch,
  draws: ValueDraws,
  settings: EvaluationSettings,
  options: EvaluationOptions = {},
): void {
  deriveBatch(prepared, batch);
  evaluateBatch(prepared, batch, draws, settings, options);
}

/** Answers of a batch → needs, conditions and profile. Set the answers first. */
export function deriveBatch({ model, kernel }: Prepared, batch: Batch): void {
  connectBatch(kernel, batch);
  derive(model.layout, model.derivation, batch, kernel.columns);
  findImpossible(model.derivation, batch, kernel.columns, model.impossible);
  evaluateConditions(model, batch, kernel.columns);
}

/** Values from what is derived already; for the batch that was derived last. */
export function evaluateBatch(
  prepared: Prepared,
  batch: Batch,
  draws: ValueDraws,
  settings: EvaluationSettings,
  options: EvaluationOptions,
): void {
  const { model, kernel } = prepared;
  connect(kernel, 'quantity', quantitiesOf(model, batch));
  connect(kernel, 'draws', {
    positions: draws.positions,
    positionRows: draws.positionRows,
    factors: draws.factors,
    factorRows: draws.factorRows,
    spread: Number(!draws.shared),
  });
  const { overrides, fixed } = prepared.settings;
  overrides.set(settings.overrides);
  if (settings.fixed !== undefined) fixed.set(settings.fixed);
  connect(kernel, 'setting', {
    overrides,
    fixed: settings.fixed === undefined ? 0 : fixed,
    scoreRuledOut: Number(settings.scoreRuledOut),
  });
  kernel.evaluate(options.draws ?? batch.size, Number(options.counting ?? false));
}

/** Weight overrides of an answers file as a vector. */
export function settingsOf(model: CompiledModel, overrides: Readonly<Record<string, number>>): EvaluationSettings {
  return { overrides: Float64Array.from(weightIds(model), (id) => overrides[id] ?? -1), fixed: undefined, scoreRuledOut: false };
}

/** Tells the kernel where the scenarios are. */
export function connectBatch(kernel: Kernel, { bits, words, size, values, stride }: Batch): void {
  connect(kernel, 'batch', { bits, words, size, values, stride });
}

/** Tells the kernel where to count. */
export function connectStandings(kernel: Kernel, { alternatives: _, width: __, ...places }: ReturnType<typeof standingsOf>): void {
  connect(kernel, 'standings', places);
}

/** The quantities that values depend on; zeros for one that the model does not know. */
function quantitiesOf(model: CompiledModel, batch: Batch) {
  const of = (id: string) => batch.quantities[model.quantity[id] ?? -1] ?? batch.zeros;
  return {
    services: of('services'),
    pods: of('pods'),
    nodes: of('nodes'),
    nodesGiven: batch.given[model.quantity['nodes'] ?? -1] ?? batch.zeros,
    clusters: of('clusters'),
    languages: of('languages'),
    requestRate: of('request-rate'),
    callDepth: of('call-depth'),
    platformEngineers: of('platform-engineers'),
    latencyBudget: of('latency-budget'),
    acceptedUpgrades: of('accepted-upgrades'),
    ownWorkFactor: of('own-work-factor'),
  };
}

function kernelWithCells(arena: Arena, model: CompiledModel): Kernel {
  const overhead = place(arena, overheadPlaces(model));
  const effort = place(arena, effortPlaces(model));
  const kernel = kernelOf(arena, {
    fillOverhead: (cell, alternative, flags) => fillOverhead(model, overhead, cell, alternative, flags),
    fillEffort: (cell) => fillEffort(model, effort, cell),
  });
  connect(kernel, 'overhead', { ...overhead, ...emptyOverhead(model, overhead) });
  connect(kernel, 'effort', { ...effort, ...emptyEffort(model, effort) });
  return kernel;
}

function ownPlaces(model: CompiledModel) {
  const weights = weightIds(model).length;
  return { factors: f64(factorTable.length), overrides: f64(weights), fixed: f64(weights) };
}

function partPlaces({ parts }: AnswerDraws): Places {
  return Object.fromEntries(parts.map(({ length }, index) => [String(index), u32(length)]));
}

/** Columns of the parts of numbers, where the kernel can read them. */
function placeParts(arena: Arena, answers: AnswerDraws): Uint32Array[] {
  return answers.parts.map((part) => {
    const { columns } = place(arena, { columns: u32(part.length) });
    columns.set(part);
    return columns;
  });
}

/** Bytes of everything that {@link prepare} places. */
function bytesFor(model: CompiledModel, size: number, tables: KernelTables, answers: AnswerDraws, parts: PartitionSizes): number {
  const shape = shapeOf(model.alternatives.length, size);
  return bytesOf(
    overheadPlaces(model),
    effortPlaces(model),
    tablePlaces(tables),
    blockPlaces(model),
    ...[size, scenarioCount, 1].map((count) => batchPlaces(model.layout, model.columns, model.alternatives.length, count)),
    standingsPlaces(model, { size, ...shape }),
    ownPlaces(model),
    drawPlaces(model, size),
    partPlaces(answers),
    likelyPlaces,
    informationPlaces(shape, parts),
  );
}
