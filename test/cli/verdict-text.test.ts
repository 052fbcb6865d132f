import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adviseOn } from '../../src/advice/advice.js';
import { verdictText } from '../../src/cli/verdict-text.js';
import { parseAnswers } from '../../src/questionnaire/answers.js';
import { knowledge } from '../knowledge.js';
import { situations } from '../report/report-fixture.js';

const answers: Readonly<Record<string, string>> = {
  ...situations,
  ...Object.fromEntries(
    readdirSync('examples')
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name, readFileSync(`examples/${name}`, 'utf8')]),
  ),
};

describe('the verdict in the terminal', () => {
  it.each(Object.keys(answers))('has at most ten lines for %s, begins with the outcome and ends with what was written', (name) => {
    const advice = adviseOn(knowledge, parseAnswers(knowledge.questionnaire, [], name, answers[name] ?? ''), undefined);
    const lines = verdictText(advice, 'out').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(lines[0]).toMatch(advice.decision.winner === undefined ? /^No alternative meets every must/ : /^Recommendation: /);
    expect(lines.at(-1)).toMatch(/^Written to out: report\.md, /);
  });
});
