import { readdirSync, readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { adviseOn } from '../../src/advice/advice.js';
import { weightIds } from '../../src/cli/read-answers.js';
import { decide } from '../../src/decision/decide.js';
import { reanalyse } from '../../src/decision/robustness/analyse.js';
import { prepare } from '../../src/decision/robustness/prepared.js';
import { singleFlips } from '../../src/decision/robustness/single-flips.js';
import { parseAnswers } from '../../src/questionnaire/answers.js';
import { type LiveData, packLiveData } from '../../src/report/live-data.js';
import { knowledge } from '../knowledge.js';
import { situations } from './report-fixture.js';

function unpacked(text: string): LiveData {
  return JSON.parse(strFromU8(unzlibSync(strToU8(atob(text), true))));
}

describe('the knowledge in report.html', () => {
  const file = { name: 'n', answers: {}, weights: {} };
  const there = unpacked(packLiveData({ knowledge, file, draws: 500, seed: 's' }));

  it.each(Object.keys(situations))('decides %s as the whole catalog does: scores, gates, shares and flips', (name) => {
    const { answers, weights } = parseAnswers(knowledge.questionnaire, [], name, situations[name] ?? '');
    const result = (of: typeof knowledge) => {
      const decision = decide(of, answers, weights);
      const prepared = prepare(of, { draws: 500 });
      return {
        ranking: decision.ranking.map(({ alternative, score, feasible, gates }) => ({
          id: alternative.id,
          score,
          feasible,
          outcomes: gates.map(({ need, outcome }) => `${need.capability} ${outcome}`),
        })),
        robustness: reanalyse(prepared, answers, weights, decision),
        flips: singleFlips(prepared, answers, decision, weights).map(({ key, to, winner }) => ({ key, to, winner })),
      };
    };
    expect(result(there.knowledge)).toEqual(result(knowledge));
  });

  it('carries no sentence that the page does not show: no notes, reasons or sources', () => {
    const text = JSON.stringify(there);
    const urls = Object.values(knowledge.catalog.sources).map(({ url }) => url);
    expect(urls.filter((url) => text.includes(url))).toEqual([]);
    expect(text.match(/"(note|why|reason|rationale|summary|explanation)":"[^"]/g)).toBeNull();
  });
});

const examples = readdirSync('examples').filter((name) => name.endsWith('.yaml'));

describe('report.html', () => {
  it.each(examples)('stays under 600 kB with everything in it: %s', (name) => {
    const file = parseAnswers(knowledge.questionnaire, weightIds(knowledge), name, readFileSync(`examples/${name}`, 'utf8'));
    const page = adviseOn(knowledge, file, '2026-11-24').files.find(({ path }) => path === 'report.html')?.content ?? '';
    expect(page).toContain('id="what-if"');
    expect(new TextEncoder().encode(page).length).toBeLessThan(600_000);
  });
});
