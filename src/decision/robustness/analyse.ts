import { isGrid } from '../../condition/answer-value.js';
import { type Decision, decide, type Knowledge } from '../decide.js';
import { type Answers, applies } from '../situation.js';
import { type CandidateStanding, verdictOf } from '../verdict.js';
import { setDrawnAnswers } from './answers-to-columns.js';
import { type Batch, bitAt } from './batch.js';
import { log2 } from './distributions.js';
import { weightIds } from './draws.js';
import { questionValues } from './information.js';
import { deriveBatch, type EvaluationSettings, evaluateBatch, type Prepared, prepare, run, settingsOf } from './prepared.js';
import { type AlternativeStanding, type CentralWeights, type Robustness, stopProbability } from './robustness.js';
import { resetStandings, type Standings } from './standings.js';

type Overrides = Readonly<Record<string, number>>;

/**
 * SMAA-2 (Lahdelma & Salminen 2001, Operations Research 49:444–454; Tervonen & Figueira 2008, JMCDA 15:1–14) over weights, facts and
 * unanswered questions: compiles, draws and analyses once. For repeated analyses use `prepare` and `reanalyse`.
 * @param options number of draws (10,000 unless given) and seed (that of the model unless given)
 */
export function analyse(
  knowledge: Knowledge,
  answers: Answers,
  overrides: Overrides = {},
  options: { readonly draws?: number; readonly seed?: string } = {},
): Robustness {
  return analysePrepared(prepare(knowledge, options), answers, overrides, decide(knowledge, answers, overrides));
}

/** `reanalyse` with confidence factors: what a report shows. */
export function analysePrepared(prepared: Prepared, answers: Answers, overrides: Overrides, decision: Decision): Robustness {
  const robustness = reanalyse(prepared, answers, overrides, decision);
  return { ...robustness, centralWeights: withConfidence(prepared, answers, robustness.centralWeights) };
}

/**
 * The same over prepared draws, without confidence factors: what the wizard does at every key press. Needs, gates, profile and values
 * are derived anew in every draw.
 */
export function reanalyse(
  prepared: Prepared,
  answers: Answers,
  overrides: Overrides = {},
  decision: Decision = decide(prepared.model.knowledge, answers, overrides),
): Robustness {
  const { model, draws, batches } = prepared;
  const batch = batches.analysis;
  const standings = prepared.standings;
  resetStandings(standings);
  setDrawnAnswers(model, batch, draws.answers, answers);
  const settings = settingsOf(model, overrides);
  run(prepared, batch, draws.values, settings, { counting: true });
  const open = openQuestions(prepared, answers);
  const questions = questionValues(model, batch, draws.answers, standings, prepared.information, open, (question, row) =>
    isOpenRow(prepared, answers, question, row),
  ).sort((a, b) => b.evppi - a.evppi);
  const [drawn = 0, withoutAny = 0] = standings.counted;
  const counted = Math.max(1, drawn);
  const share = (count: number | undefined) => (count ?? 0) / counted;
  const size = model.alternatives.length;
  const alternatives = model.alternatives.map(({ id, candidateId }, a): AlternativeStanding => {
    const ranks = Array.from(standings.ranks.subarray(a * size, (a + 1) * size), share);
    return { id, candidate: candidateId, rankAcceptability: ranks, first: ranks[0] ?? 0 };
  });
  const candidates = model.candidates.map((id, index): CandidateStanding => ({ id, first: share(standings.candidateFirsts[index]) }));
  const none = share(withoutAny);
  const couldDiffer = questions.length > 0 ? probabilityOfAnother(prepared, settings, decision) : 0;
  return {
    draws: batch.size,
    counted: drawn,
    halfWidth: (1.96 * 0.5) / Math.sqrt(counted),
    alternatives,
    candidates,
    none,
    pairwise: model.alternatives.map((_, a) =>
      Array.from(standings.wins.subarray(a * batch.stride, a * batch.stride + size), (count, b) => (a === b ? 0.5 : share(count))),
    ),
    centralWeights: centralWeightsOf(prepared, standings, alternatives),
    entropy: entropyOf([...candidates.map(({ first }) => first), none]),
    verdict: verdictOf(decision, candidates),
    questions,
    nextQuestion: questions[0]?.question,
    couldDiffer,
    settled: couldDiffer < stopProbability,
  };
}

/** Confidence factors: the probability of being first with the weights fixed at the central ones, answers and facts as drawn. */
export function withConfidence(prepared: Prepared, answers: Answers, central: readonly CentralWeights[]): CentralWeights[] {
  const { model, draws, batches } = prepared;
  const batch = batches.analysis;
  const standings = prepared.standings;
  const ids = weightIds(model);
  const settings = settingsOf(model, {});
  setDrawnAnswers(model, batch, draws.answers, answers);
  deriveBatch(prepared, batch);
  return central.map((one) => {
    resetStandings(standings);
    const fixed = Float64Array.from(ids, (id) => one.weights[id] ?? 0);
    evaluateBatch(prepared, batch, draws.values, { ...settings, fixed }, { counting: true });
    const a = model.alternatives.findIndex(({ id }) => id === one.id);
    return { ...one, confidence: (standings.ranks[a * model.alternatives.length] ?? 0) / Math.max(1, standings.counted[0] ?? 0) };
  });
}

/** Questions that could be asked now: open (a grid: any row) and applicable. */
function openQuestions({ model }: Prepared, answers: Answers): number[] {
  return model.layout.questions.flatMap(({ question }, index) => {
    if (question.type === 'text' || !applies(question, answers)) return [];
    const answer = answers[question.id];
    const open =
      answer === undefined ||
      (question.type === 'grid' && isGrid(answer) && question.rows.some(({ capability }) => answer[capability] === undefined));
    return open ? [index] : [];
  });
}

function isOpenRow({ model }: Prepared, answers: Answers, index: number, row: number): boolean {
  const question = model.layout.questions[index]?.question;
  if (question?.type !== 'grid') return false;
  const answer = answers[question.id];
  const capability = question.rows[row]?.capability ?? '';
  return answer === undefined || (isGrid(answer) && answer[capability] === undefined);
}

/** How many draws the stop rule looks at: few where that shows that its probability is far from the limit. */
const stopDraws = { few: 256, many: 2048 } as const;

/**
 * The stop rule's probability: open answers as drawn for the batch at hand, weights and facts at their likely values. Estimated on 256
 * draws where that is enough to see that it lies above the rule's limit by four standard errors, else on 2,048. Overwrites the values of
 * the batch.
 */
function probabilityOfAnother(prepared: Prepared, settings: EvaluationSettings, decision: Decision): number {
  const { few, many } = stopDraws;
  const rough = shareOfAnother(prepared, settings, decision, few);
  const error = Math.sqrt((rough * (1 - rough)) / few);
  return rough - 4 * error > stopProbability ? rough : shareOfAnother(prepared, settings, decision, many);
}

function shareOfAnother(prepared: Prepared, settings: EvaluationSettings, decision: Decision, most: number): number {
  const { model, likely, batches } = prepared;
  const batch = batches.analysis;
  const draws = Math.min(batch.size, most);
  evaluateBatch(prepared, batch, likely, settings, { draws });
  const own = model.candidates.indexOf(decision.winner?.alternative.candidate.id ?? '');
  let counted = 0;
  let different = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    if (bitAt(batch, model.impossible, draw)) continue;
    counted += 1;
    const winner = firstIn(prepared, batch, draw);
    if ((model.alternatives[winner]?.candidate ?? -1) !== own) different += 1;
  }
  return counted === 0 ? 0 : different / counted;
}

/** The feasible alternative of the highest value in a scenario, the earlier of equals; −1 when all fail a must. */
export function firstIn({ model }: Prepared, batch: Batch, scenario: number): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let a = 0; a < model.alternatives.length; a += 1) {
    if (bitAt(batch, model.failures + a, scenario)) continue;
    const value = batch.values[scenario * batch.stride + a] ?? 0;
    if (value > most) {
      most = value;
      best = a;
    }
  }
  return best;
}

function centralWeightsOf({ model }: Prepared, standings: Standings, alternatives: readonly AlternativeStanding[]): CentralWeights[] {
  const ids = weightIds(model);
  return alternatives.flatMap(({ id }, a) => {
    const row = standings.weights.subarray(a * standings.width, (a + 1) * standings.width);
    const total = row.reduce((sum, weight) => sum + weight, 0);
    if (total <= 0) return [];
    return [
      {
        id,
        weights: Object.fromEntries(ids.flatMap((weight, index) => ((row[index] ?? 0) > 0 ? [[weight, (row[index] ?? 0) / total]] : []))),
        confidence: undefined,
      },
    ];
  });
}

function entropyOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * log2(share) : sum), 0);
}
