/**
 * `npm run bench`: how long the robustness analysis takes, next to the same computation written the obvious way and to the floor, a plain
 * loop over typed arrays that only multiplies matrices of the same size. Prints a table and writes out/bench.json. A measurement, run on
 * purpose; nothing here passes or fails.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { burdens } from '../src/catalog/schema.js';
import { decide, type Knowledge } from '../src/decision/decide.js';
import { flipsOf } from '../src/decision/flips.js';
import { reanalyse } from '../src/decision/robustness/analyse.js';
import { setDrawnAnswers } from '../src/decision/robustness/answers-to-columns.js';
import { lanes } from '../src/decision/robustness/batch.js';
import { bytesOf } from '../src/decision/robustness/draws.js';
import { prepare, run, settingsOf } from '../src/decision/robustness/prepared.js';
import { pairFlips, singleFlips } from '../src/decision/robustness/single-flips.js';
import type { Answers } from '../src/decision/situation.js';
import { catalog } from '../src/generated/catalog.js';
import { questionnaire } from '../src/generated/questionnaire.js';
import { plainDraw, plainValues, statementSources } from './plain.js';

const knowledge: Knowledge = { catalog, questionnaire };
const typical: Answers = {
  goals: ['encrypt-traffic', 'observe'],
  'application-changes': 'no',
  services: 40,
  clusters: 2,
  cni: 'cilium',
  'platform-engineers': 3,
  'security-needs': { 'mtls-automatic': 'must' },
  'observability-needs': { 'golden-metrics-l7': 'should' },
};

interface Measured {
  readonly what: string;
  /** milliseconds of one call: median and fastest */
  readonly median: number;
  readonly fastest: number;
  readonly runs: number;
}

const rows: Measured[] = [];

function measure(what: string, warmUp: number, runs: number, action: () => unknown): Measured {
  for (let n = 0; n < warmUp; n += 1) action();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    action();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const row = { what, median: times[runs >> 1] ?? 0, fastest: times[0] ?? 0, runs };
  rows.push(row);
  return row;
}

/** The floor: weights of 10,000 draws times the values of all alternatives, padded as ours. */
function floorOf(draws: number, criteria: number, alternatives: number): () => Float64Array {
  const weights = new Float64Array(draws * criteria).fill(0.5);
  const values = new Float64Array(criteria * lanes).fill(0.25);
  const result = new Float64Array(draws * lanes);
  return () => {
    for (let n = 0; n < draws; n += 1) {
      for (let c = 0; c < criteria; c += 1) {
        const weight = weights[n * criteria + c] ?? 0;
        for (let a = 0; a < alternatives; a += 1)
          result[n * lanes + a] = (result[n * lanes + a] ?? 0) + weight * (values[c * lanes + a] ?? 0);
      }
    }
    return result;
  };
}

const mebibytes = (bytes: number) => bytes / 1024 / 1024;
const used = () => {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, live: heapUsed + external };
};

const idle = used();
const making = measure('compile and make all draws (once per model)', 0, 1, () => prepare(knowledge));
const prepared = prepare(knowledge);
reanalyse(prepared, {});
const analysed = used();
measure('compile and make all draws, again', 0, 3, () => prepare(knowledge));
const { model, draws } = prepared;

const floor = measure(
  'floor: matrix product of the same size',
  5,
  40,
  floorOf(draws.size, model.capabilities.length + burdens.length, model.alternatives.length),
);
const open = measure('analysis, every question open', 30, 60, () => reanalyse(prepared, {}));
const some = measure('analysis, a typical set of answers', 10, 60, () => reanalyse(prepared, typical));
const decision = decide(knowledge, typical);
const flips = measure('all single-answer flips', 20, 40, () => singleFlips(prepared, typical, decision));
measure('pairs of answers (beam)', 5, 20, () => pairFlips(prepared, typical, decision));
measure('nominal decision', 20, 40, () => decide(knowledge, typical));
measure('single-answer flips, deciding each anew', 1, 3, () => flipsOf(knowledge, typical, decision));

const batch = prepared.batches.analysis;
setDrawnAnswers(model, batch, draws.answers, {});
run(prepared, batch, draws.values, settingsOf(model, {}));
const sources = statementSources(catalog);
const sample = 200;
const plain = measure(`the obvious way, ${sample} draws`, 1, 5, () => {
  for (let n = 0; n < sample; n += 1) plainValues(prepared, sources, plainDraw(prepared, n));
});

const summary = {
  draws: draws.size,
  criteria: model.capabilities.length + burdens.length,
  alternatives: model.alternatives.length,
  rows,
  analysisOverFloor: open.median / floor.median,
  obviousOverAnalysis: (plain.median * draws.size) / sample / open.median,
  drawBytes: bytesOf(draws.values) + draws.answers.bits.byteLength,
  residentMebibytesOverIdle: mebibytes(analysed.rss - idle.rss),
  liveMebibytesOverIdle: mebibytes(analysed.live - idle.live),
};

const table = rows.map(
  ({ what, median, fastest, runs }) =>
    `${what.padEnd(46)} ${median.toFixed(2).padStart(10)} ${fastest.toFixed(2).padStart(10)} ${String(runs).padStart(5)}`,
);
process.stdout.write(`${`milliseconds`.padEnd(46)} ${'median'.padStart(10)} ${'fastest'.padStart(10)} ${'runs'.padStart(5)}
${table.join('\n')}

${draws.size} draws, ${summary.criteria} criteria, ${summary.alternatives} alternatives, ${process.version}
analysis with every question open:  ${summary.analysisOverFloor.toFixed(2)} × the floor; goal 16 ms and at most 2 × the floor
analysis of typical answers:        ${(some.median / floor.median).toFixed(2)} × the floor
single-answer flips:                ${flips.median.toFixed(1)} ms; goal 16 ms
the obvious way (objects and maps): ${summary.obviousOverAnalysis.toFixed(0)} × slower
draws: made in ${making.median.toFixed(0)} ms, ${mebibytes(summary.drawBytes).toFixed(1)} MiB of weights, values, positions and answers
memory over the idle process: ${summary.liveMebibytesOverIdle.toFixed(1)} MiB live, ${summary.residentMebibytesOverIdle.toFixed(1)} MiB resident; goal 64 MiB
`);
mkdirSync('out', { recursive: true });
writeFileSync('out/bench.json', `${JSON.stringify(summary, null, 2)}\n`);
