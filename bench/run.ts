/**
 * `npm run bench`: how long the robustness analysis takes, next to the same computation written the obvious way and to the floor, a plain
 * loop over typed arrays that only multiplies matrices of the same size. Prints a table and writes out/bench.json. A measurement, run on
 * purpose; nothing here passes or fails.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { burdens } from '../src/catalog/schema.js';
import { decide, type Knowledge } from '../src/decision/decide.js';
import { flipsOf } from '../src/decision/flips.js';
import { lanes } from '../src/decision/kernel/sizes.js';
import { reanalyse } from '../src/decision/robustness/analyse.js';
import { setDrawnAnswers } from '../src/decision/robustness/answers-to-columns.js';
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
  /** milliseconds of one call: processor time (median and least) and time on the wall (median) */
  readonly cpu: number;
  readonly leastCpu: number;
  readonly wall: number;
  readonly runs: number;
  /** median of the processor time over that of the floor measured in the same rounds; undefined where it was measured alone */
  readonly overFloor: number | undefined;
}

const rows: Measured[] = [];

/** Measures one action alone. */
function measure(what: string, warmUp: number, runs: number, action: () => unknown): Measured {
  for (let n = 0; n < warmUp; n += 1) action();
  const row = {
    ...summaryOf(
      what,
      Array.from({ length: runs }, () => timed(action)),
    ),
    overFloor: undefined,
  };
  rows.push(row);
  return row;
}

/**
 * Measures actions in turn, one call of each per round, so that whatever else the machine does slows all of them alike and the ratio of
 * their medians to that of the first, the floor, can be trusted.
 */
function measureTogether(warmUp: number, rounds: number, actions: readonly (readonly [what: string, action: () => unknown])[]): Measured[] {
  for (const [, action] of actions) for (let n = 0; n < warmUp; n += 1) action();
  const times: Times[][] = actions.map(() => []);
  for (let round = 0; round < rounds; round += 1) for (const [at, [, action]] of actions.entries()) times[at]?.push(timed(action));
  const floor = summaryOf('', times[0] ?? []).cpu;
  const measured = actions.map(([what], at) => {
    const row = summaryOf(what, times[at] ?? []);
    return { ...row, overFloor: row.cpu / floor };
  });
  rows.push(...measured);
  return measured;
}

interface Times {
  readonly cpu: number;
  readonly wall: number;
}

function timed(action: () => unknown): Times {
  const start = performance.now();
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, wall: performance.now() - start };
}

function summaryOf(what: string, times: readonly Times[]): Omit<Measured, 'overFloor'> {
  const sorted = (values: number[]) => values.sort((a, b) => a - b);
  const cpu = sorted(times.map((one) => one.cpu));
  const wall = sorted(times.map((one) => one.wall));
  const middle = times.length >> 1;
  return { what, cpu: cpu[middle] ?? 0, leastCpu: cpu[0] ?? 0, wall: wall[middle] ?? 0, runs: times.length };
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
const openDecision = decide(knowledge, {});
reanalyse(prepared, {}, {}, openDecision);
const analysed = used();
measure('compile and make all draws, again', 0, 3, () => prepare(knowledge));
const { model, draws } = prepared;

const decision = decide(knowledge, typical);
const [floor, open, some, flips] = measureTogether(30, 60, [
  ['floor: matrix product of the same size', floorOf(draws.size, model.capabilities.length + burdens.length, model.alternatives.length)],
  ['analysis, every question open', () => reanalyse(prepared, {}, {}, openDecision)],
  ['analysis, a typical set of answers', () => reanalyse(prepared, typical, {}, decision)],
  ['all single-answer flips', () => singleFlips(prepared, typical, decision)],
]);
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
  analysisOverFloor: open?.overFloor,
  obviousOverAnalysis: (plain.cpu * draws.size) / sample / (open?.cpu ?? Number.NaN),
  drawBytes: bytesOf(draws.values) + draws.answers.bits.byteLength,
  residentMebibytesOverIdle: mebibytes(analysed.rss - idle.rss),
  liveMebibytesOverIdle: mebibytes(analysed.live - idle.live),
};

const figure = (value: number | undefined) => (value?.toFixed(2) ?? '').padStart(10);
const line = ({ what, cpu, leastCpu, wall, runs, overFloor }: Measured) =>
  `${what.padEnd(46)}${[cpu, leastCpu, wall, overFloor].map(figure).join(' ')} ${String(runs).padStart(5)}`;
const heading = ['cpu', 'least cpu', 'wall', '× floor'].map((title) => title.padStart(10)).join(' ');
process.stdout.write(`${'milliseconds, medians'.padEnd(46)}${heading} ${'runs'.padStart(5)}
${rows.map(line).join('\n')}

${draws.size} draws, ${summary.criteria} criteria, ${summary.alternatives} alternatives, ${process.version}
What has a ratio to the floor was measured in turn with it; ratios are of processor time, which other work on the machine changes least.
analysis with every question open:  ${figure(open?.overFloor).trim()} × the floor of ${figure(floor?.cpu).trim()} ms; goal 2 × and 16 ms
analysis of typical answers:        ${figure(some?.overFloor).trim()} × the floor
single-answer flips:                ${figure(flips?.cpu).trim()} ms; goal 16 ms
the obvious way (objects and maps): ${summary.obviousOverAnalysis.toFixed(0)} × slower
draws: made in ${making.cpu.toFixed(0)} ms, ${mebibytes(summary.drawBytes).toFixed(1)} MiB of weights, values, positions and answers
memory over the idle process: ${summary.liveMebibytesOverIdle.toFixed(1)} MiB live, ${summary.residentMebibytesOverIdle.toFixed(1)} MiB resident; goal 64 MiB
`);
mkdirSync('out', { recursive: true });
writeFileSync('out/bench.json', `${JSON.stringify(summary, null, 2)}\n`);
