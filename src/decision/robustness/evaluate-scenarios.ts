import { type Batch, wordMask } from './batch.js';
import { type Block, blockSize, blockWords, column } from './block.js';
import type { CompiledModel } from './compiled-model.js';
import type { ValueDraws } from './draws.js';
import { type EffortCells, effortCellOf, multiplierCount, trimEffortCells } from './effort-cells.js';
import { type EvaluationSettings, finishBlock } from './evaluate-burdens.js';
import { evaluateGates } from './gates-by-column.js';
import { cellOf, type OverheadCells, trimCells } from './overhead-cells.js';
import { addShortfalls } from './shortfalls.js';
import { transpose32 } from './transpose.js';
import { weighFacet, weighSingle } from './weigh-facets.js';

/**
 * Value of every alternative in every scenario (decision-model sections 3 and 4), written to `batch.values`; failed gates are in the
 * columns from `model.failures`. At likely values it equals `decide` (a test holds the two together to 1e-9). A draw is exact too, with
 * one convention: whether a wish is worth its work is decided on likely work, as a team decides on estimates.
 *
 * Works on blocks of scenarios that fit the caches. Needs are visited bit by bit, so the work is proportional to what is needed; what an
 * alternative meets in full costs nothing (only shortfalls are added up); which components are relied on is bits, 32 scenarios at once.
 * Nothing is allocated per scenario.
 *
 * @param onBlock called after each block, with its weights, for tallies
 */
export function evaluateScenarios(
  model: CompiledModel,
  batch: Batch,
  draws: ValueDraws,
  cells: OverheadCells,
  efforts: EffortCells,
  block: Block,
  settings: EvaluationSettings,
  onBlock: ((first: number, count: number) => void) | undefined,
): void {
  trimCells(cells);
  trimEffortCells(efforts);
  evaluateGates(model, batch);
  for (let word = 0; word < batch.words; word += blockWords) {
    const first = word * 32;
    const count = Math.min(blockSize, batch.size - first);
    startBlock(model, batch, cells, efforts, block, first, count);
    findWanted(model, batch, block, settings.scoreRuledOut, word);
    markMusts(model, batch, block, word);
    for (let facet = 0; facet < model.facets.length; facet += 1) {
      const members = model.members[facet];
      if (members === undefined) continue;
      if (members.length === 1) weighSingle(model, batch, draws, block, settings, facet, members[0] ?? 0, word, first);
      else weighFacet(model, batch, draws, block, settings, facet, members, word, first);
      for (let member = 0; member < members.length; member += 1) {
        addShortfalls(model, batch, draws, efforts, block, members[member] ?? 0, member * blockSize, word, first);
      }
    }
    finishBlock(model, batch, draws, cells, block, settings, word, first, count);
    if (onBlock !== undefined) onBlock(first, count);
  }
}

/** Multipliers of work, the overhead cell of each scenario, and what each component costs. */
function startBlock(
  model: CompiledModel,
  batch: Batch,
  cells: OverheadCells,
  efforts: EffortCells,
  block: Block,
  first: number,
  count: number,
): void {
  const { multipliers } = block;
  block.shortfall.fill(0);
  block.adopt.fill(0);
  block.run.fill(0);
  block.added.fill(0);
  block.present.fill(0);
  block.flags.fill(0);
  block.needs.fill(0);
  const services = column(model, batch, 'services');
  const pods = column(model, batch, 'pods');
  const nodes = column(model, batch, 'nodes');
  const counted = batch.given[model.quantity['nodes'] ?? -1] ?? batch.zeros;
  const clusters = column(model, batch, 'clusters');
  const languages = column(model, batch, 'languages');
  const rate = column(model, batch, 'request-rate');
  const own = column(model, batch, 'own-work-factor');
  for (let i = 0; i < count; i += 1) {
    const n = first + i;
    const s = services[n] ?? 0;
    const c = clusters[n] ?? 0;
    const stated = counted[n] ?? 0;
    const cell = effortCellOf(model, efforts, s, c, languages[n] ?? 0, own[n] ?? 0);
    const at = cell * multiplierCount;
    block.effortCells[i] = cell;
    multipliers[i] = 1;
    multipliers[blockSize + i] = efforts.multipliers[at + 1] ?? 0;
    multipliers[2 * blockSize + i] = efforts.multipliers[at + 2] ?? 0;
    multipliers[3 * blockSize + i] = efforts.multipliers[at + 3] ?? 0;
    block.ownWork[i] = efforts.multipliers[at + 4] ?? 0;
    block.cells[i] = cellOf(cells, s, pods[n] ?? 0, !Number.isNaN(stated) ? stated : Math.max(nodes[n] ?? 0, c * 3), c, rate[n] ?? 0);
  }
  findTooCostly(efforts, block, count);
}

/** Which components and weighed entries are too much for a wish, as bits per scenario: the cells' bits, transposed. */
function findTooCostly(efforts: EffortCells, block: Block, count: number): void {
  const { square, effortCells, overNice, overShould } = block;
  const { overWords } = efforts;
  for (let k = 0; k < blockWords; k += 1) {
    for (let word = 0; word < overWords; word += 1) {
      for (let should = 0; should < 2; should += 1) {
        const from = should === 1 ? efforts.overShould : efforts.overNice;
        const into = should === 1 ? overShould : overNice;
        for (let bit = 0; bit < 32; bit += 1) {
          const i = k * 32 + bit;
          square[bit] = i < count ? (from[(effortCells[i] ?? 0) * overWords + word] ?? 0) : 0;
        }
        transpose32(square);
        for (let bit = 0; bit < 32; bit += 1) into[(word * 32 + bit) * blockWords + k] = square[bit] ?? 0;
      }
    }
  }
}

/** Which alternatives are valued in which scenarios: all, or those that fail no must. */
function findWanted(model: CompiledModel, batch: Batch, block: Block, scoreRuledOut: boolean, word: number): void {
  const { bits, words } = batch;
  for (let index = 0; index < model.alternatives.length; index += 1) {
    for (let k = 0; k < blockWords; k += 1) {
      const inside = word + k < words ? wordMask(batch, word + k) : 0;
      block.wanted[index * blockWords + k] = scoreRuledOut ? inside : inside & ~(bits[(model.failures + index) * words + word + k] ?? 0);
    }
  }
}

/** Components that a must brings: wishes get them for nothing. */
function markMusts(model: CompiledModel, { bits, words }: Batch, block: Block, word: number): void {
  const { present, wanted } = block;
  const components = model.components.length;
  const last = Math.min(blockWords, words - word);
  for (let index = 0; index < model.bringing.length; index += 1) {
    const cell = model.bringing[index];
    if (cell === undefined) continue;
    const { entries } = cell;
    for (let k = 0; k < last; k += 1) {
      let open = (bits[cell.must * words + word + k] ?? 0) & (wanted[cell.alternative * blockWords + k] ?? 0);
      for (let at = 0; at < entries.length && open !== 0; at += 1) {
        const entry = entries[at];
        if (entry === undefined) continue;
        const taken = entry.when < 0 ? open : open & (bits[entry.when * words + word + k] ?? 0);
        open &= ~taken;
        for (let which = 0; which < entry.brings.length; which += 1) {
          const mark = (cell.alternative * components + (entry.brings[which] ?? 0)) * blockWords + k;
          present[mark] = (present[mark] ?? 0) | taken;
        }
      }
    }
  }
}
