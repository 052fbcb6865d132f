import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/decision/decide.js';
import { analyse } from '../../../src/decision/robustness/analyse.js';
import { prepare } from '../../../src/decision/robustness/prepared.js';
import { pairFlips, singleFlips } from '../../../src/decision/robustness/single-flips.js';
import { nearestWeights, weightIntervals } from '../../../src/decision/robustness/weight-intervals.js';
import type { Answers } from '../../../src/decision/situation.js';
import { knowledge } from '../../knowledge.js';

const answers: Answers = {
  goals: ['encrypt-traffic', 'observe'],
  services: 40,
  cni: 'cilium',
  'security-needs': { 'mtls-automatic': 'must' },
};

const entry = `
  import { decide } from './src/decision/decide.js';
  import { flipsOf } from './src/decision/flips.js';
  import { factFlipsOf } from './src/decision/fact-flips.js';
  import { swingWeights } from './src/decision/swing.js';
  import { compareDecisions } from './src/decision/comparison.js';
  import { analyse } from './src/decision/robustness/analyse.js';
  import { prepare } from './src/decision/robustness/prepared.js';
  import { pairFlips, singleFlips } from './src/decision/robustness/single-flips.js';
  import { nearestWeights, weightIntervals } from './src/decision/robustness/weight-intervals.js';
  globalThis.also = [swingWeights, compareDecisions];
  globalThis.engine = (knowledge, answers) => {
    const decision = decide(knowledge, answers);
    const prepared = prepare(knowledge, { draws: 512 });
    return JSON.stringify({
      decision,
      robustness: analyse(knowledge, answers, {}, { draws: 512 }),
      singles: singleFlips(prepared, answers, decision),
      plain: flipsOf(knowledge, answers, decision).length + factFlipsOf(knowledge, answers, decision).length >= 0,
      pairs: pairFlips(prepared, answers, decision),
      intervals: weightIntervals(decision),
      nearest: nearestWeights(decision),
    });
  };
`;

function here(given: Answers): string {
  const decision = decide(knowledge, given);
  const prepared = prepare(knowledge, { draws: 512 });
  return JSON.stringify({
    decision,
    robustness: analyse(knowledge, given, {}, { draws: 512 }),
    singles: singleFlips(prepared, given, decision),
    plain: true,
    pairs: pairFlips(prepared, given, decision),
    intervals: weightIntervals(decision),
    nearest: nearestWeights(decision),
  });
}

describe('the decision in a browser', () => {
  it('bundles, runs without any global of Node, and gives the same bytes', async () => {
    const bundle = await build({
      stdin: { contents: entry, resolveDir: process.cwd(), loader: 'js' },
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      logLevel: 'silent',
    });
    expect(bundle.warnings).toEqual([]);
    const [script] = bundle.outputFiles;
    // a bare context: the language and nothing else, no process, Buffer, require, console or timers
    const context = createContext({});
    runInContext(script?.text ?? '', context);
    for (const given of [{}, answers]) {
      const there: unknown = runInContext(`engine(${JSON.stringify(knowledge)}, ${JSON.stringify(given)})`, context);
      expect(there).toBe(here(given));
    }
  });

  it('calls no function whose digits a machine may choose', async () => {
    const bundle = await build({
      stdin: { contents: entry, resolveDir: process.cwd(), loader: 'js' },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      external: ['zod'],
      logLevel: 'silent',
    });
    expect(bundle.outputFiles[0]?.text).not.toMatch(
      /Math\.(random|log|log2|log10|exp|pow|sin|cos|tan|hypot|cbrt)\b| \*\* |Date\.now|performance\./,
    );
  });
});
