import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '../../src/condition/condition.js';
import { questionsOf } from '../../src/decision/situation.js';
import { lineAsker } from '../../src/wizard/ask-lines.js';
import type { Surroundings } from '../../src/wizard/asker.js';
import { knowledge } from '../knowledge.js';

const around: Surroundings = {
  title: 'The question?',
  place: 'Section: question 2',
  note: undefined,
  help: ['What it means.'],
  formerIs: 'your answer',
  now: undefined,
  standing: () => undefined,
  canGoBack: true,
};

/** Types lines ahead and gives what was answered and what was printed. */
async function typing(id: string, lines: readonly string[], former?: AnswerValue) {
  const terminal = { in: new PassThrough(), out: new PassThrough(), env: {} };
  let printed = '';
  terminal.out.on('data', (data: Buffer) => {
    printed += data.toString();
  });
  const asker = lineAsker(terminal, knowledge.catalog, new AbortController().signal);
  const question = questionsOf(knowledge.questionnaire).find((one) => one.id === id);
  if (question === undefined) throw new Error(`no question ${id}`);
  terminal.in.end(lines.map((line) => `${line}\n`).join(''));
  const reply = await asker.question(question, former, around);
  asker.close();
  return { reply, printed };
}

describe('a question in lines', () => {
  it.each([
    ['current-mesh', ['4'], { kind: 'answer', value: 'linkerd' }],
    ['current-mesh', ['Linkerd'], { kind: 'answer', value: 'linkerd' }],
    ['current-mesh', ['99', 'nothing', 'none'], { kind: 'answer', value: 'none' }],
    ['current-mesh', [''], { kind: 'skip' }],
    ['current-mesh', ['?', '-'], { kind: 'skip' }],
    ['current-mesh', ['<'], { kind: 'back' }],
    ['current-mesh', ['='], { kind: 'summary' }],
    ['current-mesh', [], { kind: 'quit' }],
    ['jobs', ['maybe', 'y'], { kind: 'answer', value: true }],
    ['goals', ['4, 1'], { kind: 'answer', value: ['encrypt-traffic', 'observe'] }],
    ['goals', ['0'], { kind: 'answer', value: [] }],
    ['goals', ['1 77', 'edge'], { kind: 'answer', value: ['edge'] }],
    ['services', ['none', '1,500'], { kind: 'answer', value: 1500 }],
    ['application-namespace', ['Not A Label', 'shop'], { kind: 'answer', value: 'shop' }],
  ] as const)('%s answered with %j', async (id, lines, expected) => {
    expect((await typing(id, lines)).reply).toEqual(expected);
  });

  it('keeps the former answer with Enter alone, and says what it is', async () => {
    const { reply, printed } = await typing('services', [''], 40);
    expect(reply).toEqual({ kind: 'answer', value: 40 });
    expect(printed).toContain('Your answer so far: 40 services. Enter alone keeps it.');
  });

  it('says what is wrong and what is expected', async () => {
    expect((await typing('services', ['many', '3'])).printed).toContain('Expected a whole number from 1 to 100000 (services).');
  });
});

describe('a grid in lines', () => {
  it('goes row by row, back a row, and sets the rest at once', async () => {
    const { reply } = await typing('observability-needs', ['must', 'n', 'ni', '<', 'covered', '', '* no']);
    expect(reply).toEqual({
      kind: 'answer',
      value: {
        'golden-metrics-l7': 'must',
        'metrics-l4': 'covered',
        'access-logs': 'no',
        'service-graph-ui': 'no',
        'live-request-tap': 'no',
      },
    });
  });

  it('with every row unknown is "I don\'t know"; back from its first row leads to the question before', async () => {
    expect((await typing('observability-needs', ['', '', '', '', '', ''])).reply).toEqual({ kind: 'skip' });
    expect((await typing('observability-needs', ['<'])).reply).toEqual({ kind: 'back' });
  });
});
