import type { Knowledge } from '../decide.js';
import { type AnswerDraws, drawAnswers } from './answer-draws.js';
import { type Batch, batchOf } from './batch.js';
import { type Block, blockOf } from './block.js';
import { compileModel } from './compile-model.js';
import type { CompiledModel } from './compiled-model.js';
import { derive, findImpossible } from './derivation.js';
import { drawValues, likelyValues, modelSeed, type ValueDraws, weightIds } from './draws.js';
import { type EffortCells, effortCells } from './effort-cells.js';
import type { EvaluationSettings } from './evaluate-burdens.js';
import { evaluateScenarios } from './evaluate-scenarios.js';
import { type InformationSpace, informationSpace } from './information.js';
import { type OverheadCells, overheadCells } from './overhead-cells.js';
import { mostParts } from './partitions.js';
import { type Standings, standingsOf } from './standings.js';

/** A compiled model with its work space: what is made once and then used at every key press. Not to be shared between threads. */
export interface Prepared {
  readonly model: CompiledModel;
  readonly cells: OverheadCells;
  readonly efforts: EffortCells;
  readonly block: Block;
  /** draws of weights, values and answers; their number is that of an analysis */
  readonly draws: { readonly size: number; readonly values: ValueDraws; readonly answers: AnswerDraws };
  /** likely weights and values */
  readonly likely: ValueDraws;
  readonly standings: Standings;
  readonly information: InformationSpace;
  readonly batches: { readonly analysis: Batch; readonly scenarios: Batch; readonly rough: Batch; readonly single: Batch };
}

/** How many draws an analysis has unless said otherwise: 95 % half-width of a proportion 0.0098 at most. */
export const standardDraws = 10_000;

/** How many scenarios at likely values are evaluated together. */
export const scenarioCount = 2048;

/** How many draws show that a probability is far from the stop rule's limit. */
const roughCount = 256;

/**
 * Compiles the catalog and the questionnaire and makes all draws. Takes a quarter of a second and about 20 MiB for 10,000 draws; an
 * analysis then allocates nothing per draw.
 */
export function prepare(knowledge: Knowledge, options: { readonly draws?: number; readonly seed?: string } = {}): Prepared {
  const model = compileModel(knowledge);
  const size = options.draws ?? standardDraws;
  const seed = options.seed ?? modelSeed;
  const batch = (count: number) => batchOf(model.layout, model.columns, model.alternatives.length, count);
  const analysis = batch(size);
  const answers = drawAnswers(model, Math.max(size, scenarioCount), seed);
  return {
    model,
    cells: overheadCells(model),
    efforts: effortCells(model),
    block: blockOf(model),
    draws: { size, values: drawValues(model, size, seed), answers },
    likely: likelyValues(model),
    standings: standingsOf(model, analysis),
    information: informationSpace(analysis, mostParts(model.layout, answers)),
    batches: { analysis, scenarios: batch(scenarioCount), rough: batch(roughCount), single: batch(1) },
  };
}

/** Answers of a batch → needs, gates and values. Set the answers first. */
export function run(
  prepared: Prepared,
  batch: Batch,
  draws: ValueDraws,
  settings: EvaluationSettings,
  onBlock?: (first: number, count: number) => void,
): void {
  const { model, cells, efforts, block } = prepared;
  derive(model.layout, model.derivation, batch);
  findImpossible(model.derivation, batch, model.impossible);
  evaluateScenarios(model, batch, draws, cells, efforts, block, settings, onBlock);
}

/** Weight overrides of an answers file as a vector. */
export function settingsOf(model: CompiledModel, overrides: Readonly<Record<string, number>>): EvaluationSettings {
  return { overrides: Float64Array.from(weightIds(model), (id) => overrides[id] ?? -1), fixed: undefined, scoreRuledOut: false };
}
