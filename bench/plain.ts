import { type Alternative, alternativesOf, type Catalog } from '../src/catalog/catalog.js';
import { type BurdenId, burdens, type Range, type Statement, type Work } from '../src/catalog/schema.js';
import { type AnswerValue, type NeedLevel, needLevels } from '../src/condition/condition.js';
import { weightsOf } from '../src/decision/aggregate.js';
import { cashOf } from '../src/decision/burdens.js';
import { effortOf, parameter, quantity } from '../src/decision/effort.js';
import { footprintFor } from '../src/decision/footprint-profile.js';
import { gateOf } from '../src/decision/gates.js';
import { blockSize } from '../src/decision/kernel/sizes.js';
import { longevityOf } from '../src/decision/longevity.js';
import { needValues } from '../src/decision/needs-value.js';
import { bitAt } from '../src/decision/robustness/batch.js';
import { factorTable, rangeAt } from '../src/decision/robustness/distributions.js';
import { positionStep, weightIds } from '../src/decision/robustness/draws.js';
import type { Prepared } from '../src/decision/robustness/prepared.js';
import { supportTable } from '../src/decision/robustness/support-table.js';
import { type Answers, situationOf } from '../src/decision/situation.js';
import { valueAt } from '../src/decision/value-function.js';

/** One draw as one would write it down: by id. */
export interface PlainDraw {
  readonly answers: Answers;
  readonly factors: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, number>;
  readonly positions: ReadonlyMap<string, number>;
}

export interface PlainValue {
  readonly id: string;
  readonly value: number;
  readonly feasible: boolean;
}

/** The ids of what a statement draws from. */
export type StatementSources = ReadonlyMap<Statement, { readonly value: string; readonly work: string }>;

/** Statements of the catalog by identity, with the ids of their sources. */
export function statementSources(catalog: Catalog): StatementSources {
  const entries = supportTable(catalog).cells.flatMap((cells) => cells.flatMap((cell) => cell.entries));
  return new Map(
    entries.map((entry) => [
      entry.statement,
      { value: `utility:${entry.statement.level}`, work: entry.workSource, ...(entry.source.includes('/') ? { value: entry.source } : {}) },
    ]),
  );
}

/** Reads draw `n` of the analysis batch (after its answers were set) into objects and maps. */
export function plainDraw(prepared: Prepared, n: number): PlainDraw {
  const { model, draws, batches } = prepared;
  const batch = batches.analysis;
  const answers: Record<string, AnswerValue> = {};
  for (const [index, { question, known, first }] of model.layout.questions.entries()) {
    if (!bitAt(batch, known, n)) continue;
    switch (question.type) {
      case 'choice':
        for (const [at, { value }] of question.options.entries()) if (bitAt(batch, first + at, n)) answers[question.id] = value;
        break;
      case 'choices':
        answers[question.id] = question.options.flatMap(({ value }, at) => (bitAt(batch, first + at, n) ? [value] : []));
        break;
      case 'yes-no':
        answers[question.id] = bitAt(batch, first, n);
        break;
      case 'number':
        answers[question.id] = batch.numbers[index]?.[n] ?? 0;
        break;
      case 'grid': {
        const rows: Record<string, NeedLevel> = {};
        for (const [row, { capability }] of question.rows.entries())
          for (const [rank, level] of needLevels.entries())
            if (bitAt(batch, first + row * needLevels.length + rank, n)) rows[capability] = level;
        answers[question.id] = rows;
        break;
      }
      case 'text':
        break;
    }
  }
  const { values } = draws;
  const at = (row: number, rows: number) => (Math.floor(n / blockSize) * rows + row) * blockSize + (n % blockSize);
  const position = (row: number) => (values.positions[at(row, values.positionRows)] ?? 0) * positionStep;
  return {
    answers,
    factors: new Map(weightIds(model).map((id, row) => [id, factorTable[values.factors[at(row, values.factorRows)] ?? 0] ?? 1])),
    values: new Map(model.sources.map(({ id, value }, row) => [id, rangeAt(value, position(row))])),
    positions: new Map(model.positions.map(({ id }, row) => [id, position(model.sources.length + row)])),
  };
}

/** One draw, decided the obvious way: the functions of `decide` on catalog entries whose ranges are replaced by what was drawn. */
export function plainValues(
  prepared: Prepared,
  sources: StatementSources,
  draw: PlainDraw,
  overrides: Readonly<Record<string, number>> = {},
): PlainValue[] {
  const { catalog, questionnaire } = prepared.model.knowledge;
  const situation = situationOf(questionnaire, catalog.model, draw.answers);
  const weights = weightsOf(catalog, situation, overrides);
  const position = (id: string) => draw.positions.get(id) ?? 0;
  const factor = (id: string) => draw.factors.get(id) ?? 1;
  const at = (range: Range, id: string): [number, number, number] => {
    const value = rangeAt(range, position(id));
    return [value, value, value];
  };
  const work = (list: readonly Work[], id: string) => list.map((item) => ({ ...item, adopt: at(item.adopt, id), run: at(item.run, id) }));
  const components = catalog.components.map((component) => ({ ...component, work: work(component.work, `component:${component.id}`) }));
  const drawn = { ...catalog, components };
  return alternativesOf(catalog).map((alternative): PlainValue => {
    const needs = needValues(catalog, alternative, situation);
    const feasible = needs.every(
      (one) => one.need.level !== 'must' || (one.excludedBy === undefined && gateOf(one.need, one.support, situation).outcome !== 'fail'),
    );
    const relied = needs.filter(({ reliedOn }) => reliedOn);
    const workOf = (statement: Statement) => work(statement.work, sources.get(statement)?.work ?? '');
    const effort = effortOf(
      drawn,
      {
        ...alternative,
        variant: {
          ...alternative.variant,
          effort: { ...alternative.variant.effort, work: work(alternative.variant.effort.work, `work:${alternative.id}`) },
        },
      },
      relied.map(({ need, support }) => ({
        need,
        support: { ...support, statement: { ...support.statement, work: workOf(support.statement) } },
      })),
      situation,
    );
    const migration = effort.lines.find(({ kind }) => kind === 'migration');
    const adopt = effort.adopt[1] + (migration === undefined ? 0 : rangeAt(migration.adopt, position('migration')) - migration.adopt[1]);
    const value = burdenValues(catalog, alternative, situation, relied, adopt, effort.run[1], position);
    let sum = 0;
    let total = 0;
    const inFacet = new Map<string, number>();
    for (const { facet, weight } of Object.values(weights.needs)) inFacet.set(facet, (inFacet.get(facet) ?? 0) + weight);
    for (const [facet, weight] of Object.entries(weights.facets)) total += weight * factor(facet);
    for (const { need, support, reliedOn } of needs) {
      const entry = weights.needs[need.capability];
      if (entry === undefined || !reliedOn) continue;
      const gives = draw.values.get(sources.get(support.statement)?.value ?? 'utility:unknown') ?? 0;
      sum += ((weights.facets[entry.facet] ?? 0) * factor(entry.facet) * entry.weight * gives) / (inFacet.get(entry.facet) ?? 1);
    }
    for (const burden of burdens) {
      const weight = weights.burdens[burden] * factor(burden);
      sum += weight * value[burden];
      total += weight;
    }
    return { id: alternative.id, value: total > 0 ? sum / total : 0, feasible };
  });
}

function burdenValues(
  catalog: Catalog,
  alternative: Alternative,
  situation: ReturnType<typeof situationOf>,
  relied: ReturnType<typeof needValues>,
  adopt: number,
  run: number,
  position: (id: string) => number,
): Record<BurdenId, number> {
  const { values } = catalog.model;
  const footprint = footprintFor(catalog, alternative, situation, relied);
  const cash = cashOf(catalog, alternative, footprint, situation, relied);
  const bill = rangeAt(cash.infrastructure, position('test-bed')) + rangeAt(cash.licence, position(`licence:${alternative.id}`));
  const engineers = quantity(situation, 'platform-engineers');
  const parts = longevityOf(catalog, alternative, situation).parts;
  const positionOf: Record<string, string> = {
    governance: `governance:${alternative.candidate.governance.kind}`,
    licence: 'longevity:non-osi-licence',
    'stable-releases': 'longevity:vendor-only-releases',
    upgrades: `upgrades:${alternative.id}`,
  };
  return {
    cash: valueAt(values.cash, bill / (quantity(situation, 'pods') * parameter(catalog.model, 'cash-pod-month'))),
    'adopt-effort': valueAt(values.adoptEffort, adopt / (engineers * 5 * parameter(catalog.model, 'project-share'))),
    'run-effort': valueAt(values.runEffort, run / (engineers * parameter(catalog.model, 'days-per-month'))),
    latency: valueAt(values.latency, rangeAt(footprint.latencyP99Ms, position('test-bed')) / quantity(situation, 'latency-budget')),
    longevity:
      parts.reduce((sum, part) => sum + part.weight * rangeAt(part.value, position(positionOf[part.id] ?? '')), 0) /
      parts.reduce((sum, { weight }) => sum + weight, 0),
    footprint: valueAt(
      values.footprint,
      footprint.reservedCores / (quantity(situation, 'pods') * parameter(catalog.model, 'pod-reserved-cores')),
    ),
  };
}
