import type { AnswerValue } from '../../condition/condition.js';
import type { Answers } from '../situation.js';
import { firstIn } from './analyse.js';
import { setAnswers, setScenario } from './answers-to-columns.js';
import { bitAt } from './batch.js';
import { type Prepared, run, scenarioCount, settingsOf } from './prepared.js';

/** Answers that differ from some base: question id and new value. */
export type Change = readonly (readonly [question: string, value: AnswerValue])[];

/** What a change leads to, at likely weights and values. */
export interface Outcome {
  /** index of the first alternative, −1 when every alternative fails a must */
  readonly winner: number;
  /** lead of the best alternative of another candidate than `than` over the best of `than`, in V; above 0 that candidate is beaten */
  readonly lead: number;
}

/**
 * Decides many sets of answers at once, as `decide` would each: 2,048 changes of one base per evaluation.
 * @param than candidate whose lead is measured, as index
 */
export function outcomesOf(
  prepared: Prepared,
  base: Answers,
  overrides: Readonly<Record<string, number>>,
  changes: readonly Change[],
  than: number,
): Outcome[] {
  const { model, likely, batches } = prepared;
  const batch = batches.scenarios;
  const settings = settingsOf(model, overrides);
  const outcomes: Outcome[] = [];
  for (let start = 0; start < changes.length; start += scenarioCount) {
    const some = changes.slice(start, start + scenarioCount);
    setAnswers(model, batch, base);
    for (const [scenario, change] of some.entries()) {
      for (const [question, value] of change) setScenario(model, batch, scenario, model.layout.questionIndex.get(question) ?? -1, value);
    }
    run(prepared, batch, likely, settings);
    for (let scenario = 0; scenario < some.length; scenario += 1) {
      let own = 0;
      let other = 0;
      for (let a = 0; a < model.alternatives.length; a += 1) {
        if (bitAt(batch, model.failures + a, scenario)) continue;
        const value = batch.values[scenario * batch.stride + a] ?? 0;
        if (model.alternatives[a]?.candidate === than) own = Math.max(own, value);
        else other = Math.max(other, value);
      }
      outcomes.push({ winner: firstIn(prepared, batch, scenario), lead: other - own });
    }
  }
  return outcomes;
}
