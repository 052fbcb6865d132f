import { render } from '@inquirer/testing';
import { describe, expect, it, vi } from 'vitest';
import type { AnswerValue } from '../../src/condition/condition.js';
import { questionsOf } from '../../src/decision/situation.js';
import type { Question } from '../../src/questionnaire/schema.js';
import { gridRows } from '../../src/wizard/answer-words.js';
import type { Surroundings } from '../../src/wizard/asker.js';
import { lookFor } from '../../src/wizard/look.js';
import { choicePrompt } from '../../src/wizard/prompts/choice.js';
import { choicesPrompt } from '../../src/wizard/prompts/choices.js';
import { entryPrompt } from '../../src/wizard/prompts/entry.js';
import { gridPrompt } from '../../src/wizard/prompts/grid.js';
import type { PromptConfig } from '../../src/wizard/prompts/screen.js';
import { readTyped } from '../../src/wizard/read-typed.js';
import type { Standing } from '../../src/wizard/standing.js';
import { knowledge } from '../knowledge.js';

const plain = lookFor({ NO_COLOR: '1' }, 'linux', true);
const standing = (percent: number): Standing => ({
  candidates: [
    { id: 'istio', title: 'Istio', form: 'Istio ambient', percent, ruledOut: false },
    { id: 'no-mesh', title: 'No mesh', form: 'No mesh', percent: 100 - percent, ruledOut: false },
  ],
  sure: 'leaning',
  leader: 'istio',
  oftenerFirst: undefined,
});

function configFor(
  title: string,
  options: { readonly columns?: number; readonly rows?: number; readonly around?: Partial<Surroundings> } = {},
): PromptConfig & { readonly resize: () => void } {
  const listeners = new Set<() => void>();
  const size = { columns: options.columns ?? 80, rows: options.rows ?? 24 };
  return {
    display: {
      look: plain,
      size: () => size,
      onResize(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      clear: () => undefined,
    },
    around: {
      title,
      place: 'Section: question 2, 1 of 20 essential ones done',
      note: undefined,
      help: ['What it means.', 'Why it is asked: because.', 'Sources:', '- A source: https://example.com/'],
      formerIs: 'your answer',
      now: standing(50),
      standing: (value: AnswerValue | undefined) => standing(value === undefined ? 50 : 70),
      canGoBack: true,
      ...options.around,
    },
    leaveNoTrace: vi.fn(),
    resize: () => {
      size.columns = 40;
      size.rows = 12;
      for (const listener of listeners) listener();
    },
  };
}

const questionNamed = <Type extends Question['type']>(id: string, type: Type): Extract<Question, { type: Type }> => {
  const found = questionsOf(knowledge.questionnaire).find((question) => question.id === id);
  if (found === undefined || !isType(found, type)) throw new Error(`no ${type} question ${id}`);
  return found;
};
const isType = <Type extends Question['type']>(question: Question, type: Type): question is Extract<Question, { type: Type }> =>
  question.type === type;
const itemsOf = (question: Extract<Question, { type: 'choice' | 'choices' }>) =>
  question.options.map(({ value, label, hint }) => ({ value, label, ...(hint === undefined ? {} : { hint }) }));
const bytes = { help: '?', back: '\u0002', summary: '\u0005', endOfInput: '\u0004' };
const pause = () => new Promise((resolve) => setTimeout(resolve, 30));

const cni = questionNamed('cni', 'choice');
const goals = questionNamed('goals', 'choices');
const services = questionNamed('services', 'number');
const security = questionNamed('security-needs', 'grid');
const choice = (options: Parameters<typeof configFor>[1] = {}, former?: string) => ({
  ...configFor(cni.prompt, options),
  items: itemsOf(cni),
  former,
  question: true,
});

describe('a choice', () => {
  it('takes the option under the pointer', async () => {
    const { answer, events } = await render(choicePrompt, choice());
    events.keypress('down');
    events.keypress('down');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: 'cilium' });
  });

  it('narrows the list while one types, and Escape shows all again', async () => {
    const { answer, events, getScreen, input } = await render(choicePrompt, choice());
    events.type('azure');
    expect(getScreen()).toContain('matching "azure"');
    expect(getScreen()).not.toContain('Calico');
    input.write(bytes.help);
    events.keypress('x');
    events.keypress('escape');
    expect(getScreen()).toContain('Calico');
    events.type('npm');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: 'azure-npm' });
  });

  it('begins at the former answer and says so', async () => {
    const { answer, events, getScreen } = await render(choicePrompt, choice({}, 'calico'));
    expect(getScreen()).toContain('> Calico (your answer)');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: 'calico' });
  });

  it('offers "I don\'t know" as its last entry and under Tab', async () => {
    const first = await render(choicePrompt, choice());
    first.events.keypress('up');
    first.events.keypress('enter');
    expect(await first.answer).toEqual({ kind: 'skip' });
    const second = await render(choicePrompt, choice());
    second.events.keypress('tab');
    expect(await second.answer).toEqual({ kind: 'skip' });
  });

  it('goes back with the left arrow, Escape and Ctrl-B, and then leaves no line behind', async () => {
    for (const key of ['left', 'escape', { name: 'b', ctrl: true }]) {
      const config = choice();
      const { answer, events } = await render(choicePrompt, config);
      events.keypress(key);
      expect(await answer).toEqual({ kind: 'back' });
      expect(config.leaveNoTrace).toHaveBeenCalled();
    }
  });

  it('does not go back from the first question', async () => {
    const { answer, events } = await render(choicePrompt, choice({ around: { canGoBack: false } }));
    events.keypress('left');
    events.keypress('escape');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: 'aws-vpc-cni' });
  });

  it('shows help with sources under ?, and any key leads back', async () => {
    const { answer, events, getScreen, input } = await render(choicePrompt, choice());
    input.write(bytes.help);
    expect(getScreen()).toContain('https://example.com/');
    events.keypress('x');
    expect(getScreen()).toContain('> AWS VPC CNI');
    events.keypress('enter');
    await answer;
  });

  it('goes to the summary with Ctrl-E and ends with Ctrl-D', async () => {
    const first = await render(choicePrompt, choice());
    first.events.keypress({ name: 'e', ctrl: true });
    expect(await first.answer).toEqual({ kind: 'summary' });
    const second = await render(choicePrompt, choice());
    second.input.emit('keypress', null, { name: 'd', ctrl: true });
    expect(await second.answer).toEqual({ kind: 'quit' });
  });

  it('shows the standing at once, and soon the one that the highlighted answer would give', async () => {
    const { answer, events, getScreen } = await render(choicePrompt, choice());
    expect(getScreen()).toMatch(/Istio \S+ 50%/);
    events.keypress('down');
    await pause();
    expect(getScreen()).toMatch(/Istio \S+ 70%/);
    events.keypress('enter');
    await answer;
  });
});

describe('a question whose standing is not known yet', () => {
  it('is there at once, says so, and then shows the standing', async () => {
    const { answer, events, getScreen } = await render(choicePrompt, choice({ around: { now: 'pending' } }));
    expect(getScreen()).toContain('Working out where the candidates stand');
    await pause();
    expect(getScreen()).toMatch(/Istio \S+ 70%/);
    events.keypress('enter');
    await answer;
  });
});

describe('a suggested answer', () => {
  it('stands under the pointer, with the reason, and is taken by Enter', async () => {
    const note = 'From the cluster: Calico runs. (DaemonSet kube-system/calico-node)';
    const { answer, events, getScreen } = await render(choicePrompt, choice({ around: { note, formerIs: 'suggested' } }, 'calico'));
    expect(getScreen()).toContain('> Calico (suggested)');
    expect(getScreen()).toContain(note);
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: 'calico' });
  });

  it('with a long reason fits a narrow terminal, cut where it says so', async () => {
    const note = `From the cluster: ${'word '.repeat(80)}`;
    const { answer, events, getScreen } = await render(choicePrompt, choice({ columns: 60, rows: 20, around: { note } }));
    expect(
      Math.max(
        ...getScreen()
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThan(60);
    expect(getScreen()).toMatch(/ wo?r?d?\.\.\.$/m);
    expect(getScreen()).toContain('ctrl-e summary');
    events.keypress('enter');
    await answer;
  });
});

describe('a line of the summary', () => {
  it('shows question and answer, the question shortened first, and is found by either', async () => {
    const items = [
      { value: 'write', label: 'Write the report' },
      { value: 'a', label: 'Security and compliance: How much do you need each of these?', answer: '1 must, 2 should, 9 no' },
    ];
    const config = { ...configFor('Your answers', { columns: 60, around: { now: undefined } }), items, former: undefined, question: false };
    const { answer, events, getScreen } = await render(choicePrompt, config);
    expect(getScreen()).toContain('  1 must, 2 should, 9 no');
    expect(getScreen()).toMatch(/ {2}Security and compliance: .*\.\.\. {2}1 must/);
    events.type('9 no');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: 'a' });
  });
});

describe('several choices', () => {
  it('say nothing of "none of these" before something was ticked', async () => {
    const asked: (AnswerValue | undefined)[] = [];
    const around = {
      standing: (value: AnswerValue | undefined) => {
        asked.push(value);
        return standing(50);
      },
    };
    const { answer, events } = await render(choicesPrompt, {
      ...configFor(goals.prompt, { around }),
      items: itemsOf(goals),
      former: undefined,
    });
    await pause();
    events.keypress('space');
    await pause();
    events.keypress('enter');
    await answer;
    expect(asked).toEqual([undefined, ['encrypt-traffic']]);
  });

  const config = (former?: readonly string[]) => ({ ...configFor(goals.prompt), items: itemsOf(goals), former });

  it('are ticked with space or a digit and given in the order of the options', async () => {
    const { answer, events, getScreen } = await render(choicesPrompt, config());
    events.keypress('4');
    events.keypress('space');
    expect(getScreen()).toContain('[x] Encrypt');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: ['encrypt-traffic', 'observe'] });
  });

  it('none ticked is an answer only when Enter is pressed again', async () => {
    const { answer, events, getScreen } = await render(choicesPrompt, config());
    events.keypress('enter');
    expect(getScreen()).toContain('Nothing is ticked.');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: [] });
  });

  it('begin with the former answer', async () => {
    const { answer, events } = await render(choicesPrompt, config(['edge', 'observe']));
    events.keypress('4');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: ['edge'] });
  });
});

describe('a number', () => {
  const config = (former = '') => ({
    ...configFor(services.prompt),
    former,
    empty: "I don't know",
    unit: services.unit,
    read: (text: string) => readTyped(services, text),
  });

  it('is read as people type it', async () => {
    const { answer, events } = await render(entryPrompt, config());
    events.type('1,500');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: 1500 });
  });

  it('that cannot be is refused with what is expected, and can be corrected', async () => {
    const { answer, events, getScreen } = await render(entryPrompt, config());
    events.type('many');
    events.keypress('enter');
    expect(getScreen()).toContain('Expected a whole number from 1 to 100000 (services).');
    expect(getScreen()).toContain('> many');
    for (let letter = 0; letter < 4; letter += 1) events.keypress('backspace');
    events.type('7');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: 7 });
  });

  it('left empty is "I don\'t know"', async () => {
    const { answer, events } = await render(entryPrompt, config());
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'skip' });
  });

  it('begins with the former answer, ready to be edited', async () => {
    const { answer, events } = await render(entryPrompt, config('40'));
    events.type('0');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: 400 });
  });

  it('shows help under ? while nothing is typed', async () => {
    const { answer, events, getScreen, input } = await render(entryPrompt, config());
    input.write(bytes.help);
    expect(getScreen()).toContain('Why it is asked');
    events.keypress('x');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'skip' });
  });

  it('goes back with Ctrl-B', async () => {
    const { answer, input } = await render(entryPrompt, config('40'));
    input.write(bytes.back);
    expect(await answer).toEqual({ kind: 'back' });
  });
});

describe('a grid', () => {
  const config = (options: Parameters<typeof configFor>[1] = {}, former = {}) => ({
    ...configFor(security.prompt, options),
    rows: gridRows(knowledge.catalog, security),
    former,
  });

  it('moves levels with the arrows on one screen, unset at both ends', async () => {
    const { answer, events, getScreen } = await render(gridPrompt, config());
    events.keypress('right');
    expect(getScreen()).toMatch(/> TLS for traffic from outside +\[must\] should {2}nice {2}covered {2}no/);
    events.keypress('right');
    events.keypress('down');
    events.keypress('left');
    events.keypress('down');
    events.keypress('3');
    events.keypress('down');
    events.keypress('1');
    events.keypress('left');
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'answer', value: { 'ingress-tls': 'should', 'mtls-automatic': 'no', 'mtls-enforced': 'nice' } });
  });

  it('sets every open row to no with n, and keeps the others', async () => {
    const { answer, events } = await render(gridPrompt, config({}, { 'mtls-automatic': 'must' }));
    events.keypress('n');
    events.keypress('enter');
    const reply = await answer;
    const levels = reply.kind === 'answer' ? reply.value : {};
    expect(levels).toEqual(
      Object.fromEntries(security.rows.map((row) => [row.capability, row.capability === 'mtls-automatic' ? 'must' : 'no'])),
    );
  });

  it('with nothing set is "I don\'t know"', async () => {
    const { answer, events } = await render(gridPrompt, config());
    events.keypress('enter');
    expect(await answer).toEqual({ kind: 'skip' });
  });

  it('says the level in words on a narrow screen', async () => {
    const { answer, events, getScreen } = await render(gridPrompt, config({ columns: 40, rows: 16 }));
    events.keypress('4');
    expect(getScreen()).toMatch(/> TLS for traffic \S*.* \[covered\]/);
    events.keypress('tab');
    expect(await answer).toEqual({ kind: 'skip' });
  });
});

describe('every question', () => {
  it('fits any terminal from 40×12 on, without colour and with plain signs', async () => {
    for (const [columns, rows] of [
      [80, 24],
      [40, 12],
      [132, 43],
    ] as const) {
      for (const question of questionsOf(knowledge.questionnaire)) {
        const config = configFor(question.prompt, { columns, rows });
        const rendered = await screenOf(question, config);
        const lines = rendered.split('\n');
        expect(lines.length, `${question.id} at ${columns}×${rows}`).toBeLessThan(rows);
        for (const line of lines) expect(line.trimEnd().length, `${question.id}: ${line}`).toBeLessThanOrEqual(columns);
      }
    }
  });

  it('is drawn anew when the window changes', async () => {
    const config = choice();
    const { answer, events, getScreen } = await render(choicePrompt, config);
    config.resize();
    const lines = getScreen().split('\n');
    expect(lines.length).toBeLessThan(12);
    events.keypress('enter');
    await answer;
  });
});

async function screenOf(question: Question, config: PromptConfig): Promise<string> {
  const { getScreen, events, answer } =
    question.type === 'choice'
      ? await render(choicePrompt, { ...config, items: itemsOf(question), former: undefined, question: true })
      : question.type === 'choices'
        ? await render(choicesPrompt, { ...config, items: itemsOf(question), former: undefined })
        : question.type === 'grid'
          ? await render(gridPrompt, { ...config, rows: gridRows(knowledge.catalog, question), former: {} })
          : await render(entryPrompt, { ...config, former: '', empty: '', unit: '', read: (text) => readTyped(question, text) });
  const screen = getScreen();
  events.keypress('tab');
  await answer;
  return screen;
}
