import { describe, expect, it } from 'vitest';
import { questionsOf } from '../../src/decision/situation.js';
import { answerWords } from '../../src/wizard/answer-words.js';
import { clip, cut, windowOf, wrapText } from '../../src/wizard/layout.js';
import { lookFor, wantsLines } from '../../src/wizard/look.js';
import { missingAnswers } from '../../src/wizard/missing-answers.js';
import { numberFrom } from '../../src/wizard/number-text.js';
import { questionHelp } from '../../src/wizard/question-help.js';
import type { Standing } from '../../src/wizard/standing.js';
import { standingLines, standingWords } from '../../src/wizard/standing-text.js';
import { knowledge } from '../knowledge.js';

const standing: Standing = {
  candidates: [
    { id: 'linkerd', title: 'Linkerd', form: 'Linkerd open source', percent: 62, ruledOut: false },
    { id: 'istio', title: 'Istio', form: 'Istio ambient', percent: 37.7, ruledOut: false },
    { id: 'no-mesh', title: 'No mesh', form: 'No mesh', percent: 0.3, ruledOut: false },
    { id: 'consul', title: 'Consul', form: 'Consul community', percent: 0, ruledOut: true },
  ],
  sure: 'leaning',
  leader: 'linkerd',
  oftenerFirst: undefined,
};
const plain = lookFor({ NO_COLOR: '1' }, 'linux', true);
const rich = lookFor({ LANG: 'en_US.UTF-8', TERM: 'xterm-256color' }, 'linux', true);

describe('the standing', () => {
  it('is said in words with every figure', () => {
    expect(standingWords(standing)).toBe('So far Linkerd is ahead, not by far with 62%; Istio 38%, No mesh <1%, Consul ruled out.');
  });

  it('is drawn as bars with the same figures, within the width', () => {
    for (const look of [plain, rich]) {
      for (const width of [79, 100, 200]) {
        const [bars = '', words] = standingLines(standing, { ...look, colour: false }, width);
        expect(bars.length).toBeLessThanOrEqual(width);
        expect(bars).toMatch(/Linkerd \S+ 62% +Istio \S+ 38% +No mesh \S+ <1% +Consul \S+ out/);
        expect(words).toBe('So far: Linkerd open source, ahead, not by far (share of first places)');
      }
    }
  });

  it('is words alone where bars do not fit', () => {
    const [line = ''] = standingLines(standing, plain, 50);
    expect(line).toBe('Linkerd 62%, Istio 38%, No mesh <1%, Consul out');
  });

  it('says so when another candidate is first more often over what is open', () => {
    expect(standingWords({ ...standing, oftenerFirst: 'istio', sure: 'close-call' })).toMatch(
      /it would be Linkerd open source, but .* Istio is first more often \(38%\)/,
    );
  });

  it('says so when nothing meets every must', () => {
    expect(standingWords({ ...standing, leader: undefined, sure: 'no-alternative' })).toMatch(/^So far nothing meets every must/);
  });
});

describe('what the terminal can show', () => {
  it('colours nothing under NO_COLOR, TERM=dumb or when switched off', () => {
    expect(rich.colour).toBe(true);
    expect(plain.colour).toBe(false);
    expect(lookFor({ TERM: 'dumb' }, 'linux', true).colour).toBe(false);
    expect(lookFor({ LANG: 'C.UTF-8' }, 'linux', false).colour).toBe(false);
  });

  it('draws with plain signs where the locale or the Windows terminal is not known to have others', () => {
    expect(lookFor({ LANG: 'C' }, 'linux', true).glyphs.pointer).toBe('>');
    expect(lookFor({}, 'linux', true).glyphs.pointer).toBe('>');
    expect(lookFor({}, 'win32', true).glyphs.pointer).toBe('>');
    expect(lookFor({ WT_SESSION: '1' }, 'win32', true).glyphs.pointer).toBe('❯');
    expect(
      Object.values(lookFor({ LANG: 'C' }, 'linux', true).glyphs)
        .flatMap((glyph) => (typeof glyph === 'string' ? [glyph] : Object.values(glyph)))
        .join(''),
    ).toMatch(/^[\x20-\x7E]+$/);
  });

  it('asks line by line under ACCESSIBLE and TERM=dumb', () => {
    expect(wantsLines({ ACCESSIBLE: '1' })).toBe(true);
    expect(wantsLines({ ACCESSIBLE: 'TRUE' })).toBe(true);
    expect(wantsLines({ TERM: 'dumb' })).toBe(true);
    expect(wantsLines({ ACCESSIBLE: '0' })).toBe(false);
    expect(wantsLines({})).toBe(false);
  });
});

describe('layout', () => {
  it('wraps, cuts, clips and pages', () => {
    expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
    expect(cut('abcdef', 4, '…')).toBe('abc…');
    expect(clip(['a', 'b', 'c'], 2, 10, '…')).toEqual(['a', 'b…']);
    expect(clip(['one', 'two', 'more'], 2, 3, '…')).toEqual(['one', 'tw…']);
    expect(windowOf(20, 19, 5)).toEqual({ from: 15, to: 20 });
    expect(windowOf(3, 0, 10)).toEqual({ from: 0, to: 3 });
  });
});

describe('numbers as people type them', () => {
  it.each([
    ['40', 40],
    ['1,500', 1500],
    ['1 500', 1500],
    ['1_500', 1500],
    ["12'000", 12000],
    ['0.5', 0.5],
    ['0,5', 0.5],
    ['2k', 2000],
    ['1.5m', 1_500_000],
    ['1,234.5', 1234.5],
  ])('%s is %d', (text, value) => expect(numberFrom(text)).toBe(value));

  it.each(['', 'many', '-3', '1e5', '0x10', '1..2', '4 or 5', 'NaN', 'Infinity'])('%s is none', (text) =>
    expect(numberFrom(text)).toBeUndefined(),
  );
});

describe('every question of the questionnaire', () => {
  it('can be asked on a terminal without Unicode', () => {
    for (const question of questionsOf(knowledge.questionnaire)) {
      const options = 'options' in question ? question.options.flatMap(({ label, hint }) => [label, hint ?? '']) : [];
      expect([question.prompt, ...questionHelp(knowledge.catalog, question), ...options].join(' '), question.id).toMatch(/^[\x20-\x7E]*$/);
    }
  });

  it('has help with what it means and why it is asked', () => {
    for (const question of questionsOf(knowledge.questionnaire)) {
      const help = questionHelp(knowledge.catalog, question).join('\n');
      expect(help).toContain(question.help);
      expect(help).toContain(`Why it is asked: ${question.why}`);
      for (const source of question.sources) expect(help).toContain(knowledge.catalog.sources[source]?.url);
    }
  });

  it('has an answer in words when it was skipped', () => {
    for (const question of questionsOf(knowledge.questionnaire)) expect(answerWords(question, undefined)).toBe("I don't know");
  });
});

it('names every essential question with its key, and how to answer, where nobody can be asked', () => {
  const text = missingAnswers(knowledge.questionnaire, 'CI is set');
  for (const question of questionsOf(knowledge.questionnaire)) expect(text.includes(`  ${question.id} `)).toBe(question.essential);
  expect(text).toContain('mesh-advisor init answers.yaml');
});
