import type { Catalog } from '../catalog/catalog.js';
import type { AnswerValue, NeedLevel } from '../condition/condition.js';
import type { Question } from '../questionnaire/schema.js';
import { answerWords, gridRows, levelsOf } from './answer-words.js';
import { emptyMeans } from './ask-prompts.js';
import type { Asker, MenuItem, Reply, Surroundings } from './asker.js';
import { gridLevels } from './levels.js';
import { lineInput } from './line-input.js';
import { readTyped } from './read-typed.js';
import { standingWords } from './standing-text.js';
import type { Terminal } from './terminal.js';

/** What one types instead of keys. */
export const lineCommands = 'At any question: ? help, < back, - I don\'t know, = summary of your answers.';

/**
 * Asks line by line: options are numbered, nothing is drawn twice, no escape code is written. For screen readers, terminals that cannot
 * move their cursor, and slow lines.
 */
export function lineAsker(terminal: Terminal, catalog: Catalog, stop: AbortSignal): Asker {
  const input = lineInput(terminal);
  stop.addEventListener('abort', () => input.close());
  const say = (lines: readonly string[]) => {
    terminal.out.write(`${lines.join('\n')}\n`);
  };

  /** Asks until the line is a command or can be read. */
  const ask = async <Value>(prompt: string, around: Surroundings, empty: () => Reply<Value>, read: (line: string) => Reply<Value> | { readonly wrong: string }): Promise<Reply<Value>> => {
    for (;;) {
      const line = await input.ask(`${prompt} `);
      if (line === undefined) return { kind: 'quit' };
      if (line === '?' && around.help.length > 0) say(around.help);
      else if (line === '<' && around.canGoBack) return { kind: 'back' };
      else if (line === '<') say(['This is the first question.']);
      else if (line === '=') return { kind: 'summary' };
      else if (line === '-') return { kind: 'skip' };
      else {
        const reply = line === '' ? empty() : read(line);
        if (!('wrong' in reply)) return reply;
        say([reply.wrong]);
      }
    }
  };

  const grid = async (question: Extract<Question, { type: 'grid' }>, former: AnswerValue | undefined, around: Surroundings): Promise<Reply<AnswerValue>> => {
    const rows = gridRows(catalog, question);
    const before = levelsOf(former);
    const levels: Record<string, NeedLevel> = { ...before };
    say(['For each: must, should, nice, covered or no (or 1 to 5). Enter alone: I don\'t know. "* no" sets this and all that follow to no.']);
    for (let index = 0; index < rows.length; ) {
      const row = rows[index];
      if (row === undefined) break;
      const now = before[row.id];
      const inner: Surroundings = { ...around, canGoBack: index > 0 || around.canGoBack, help: [`${row.label}: ${row.summary}`, ...around.help] };
      const reply = await ask<{ readonly level: NeedLevel | undefined; readonly rest: boolean }>(
        `${index + 1} of ${rows.length}, ${row.label}${now === undefined ? '' : ` (now ${now})`}:`,
        inner,
        () => ({ kind: 'answer', value: { level: now, rest: false } }),
        (line) => {
          const rest = line.startsWith('*');
          const level = levelFrom(rest ? line.slice(1).trim() : line);
          return level === undefined ? { wrong: 'Type must, should, nice, covered or no.' } : { kind: 'answer', value: { level, rest } };
        },
      );
      if (reply.kind === 'back') {
        if (index === 0) return reply;
        index -= 1;
      } else if (reply.kind === 'skip') {
        delete levels[row.id];
        index += 1;
      } else if (reply.kind !== 'answer') {
        return reply;
      } else {
        for (const one of reply.value.rest ? rows.slice(index) : [row]) {
          if (reply.value.level === undefined) delete levels[one.id];
          else levels[one.id] = reply.value.level;
        }
        index = reply.value.rest ? rows.length : index + 1;
      }
    }
    return Object.keys(levels).length === 0 ? { kind: 'skip' } : { kind: 'answer', value: levels };
  };

  return {
    say,
    question(question, former, around) {
      const standing = around.standing(former);
      say([
        '',
        around.place,
        question.prompt,
        ...(around.note === undefined ? [] : [around.note]),
        ...(former === undefined ? [] : [`Your answer so far: ${answerWords(question, former)}. Enter alone keeps it.`]),
        ...(standing === undefined ? [] : [standingWords(standing)]),
      ]);
      const keep = (): Reply<AnswerValue> => (former === undefined ? { kind: 'skip' } : { kind: 'answer', value: former });
      switch (question.type) {
        case 'choice': {
          const items = question.options;
          say(numbered(items));
          return ask('Number or word:', around, keep, (line) => {
            const item = pick(items, line);
            return item === undefined ? { wrong: `Type a number from 1 to ${items.length}.` } : { kind: 'answer', value: item.value };
          });
        }
        case 'yes-no':
          return ask('yes or no:', around, keep, (line) => {
            const word = line.toLowerCase();
            if (word === 'y' || word === 'yes') return { kind: 'answer', value: true };
            return word === 'n' || word === 'no' ? { kind: 'answer', value: false } : { wrong: 'Type yes or no.' };
          });
        case 'choices': {
          const items = question.options;
          say(numbered(items));
          return ask('Numbers, such as 1 3; 0 for none of these:', around, keep, (line) => {
            const words = line.split(/[\s,]+/).filter((word) => word !== '');
            if (words.length === 1 && words[0] === '0') return { kind: 'answer', value: [] };
            const chosen = words.map((word) => pick(items, word)?.value);
            const values = items.map((item) => item.value).filter((value) => chosen.includes(value));
            return chosen.includes(undefined) ? { wrong: `Type numbers from 1 to ${items.length}.` } : { kind: 'answer', value: values };
          });
        }
        case 'grid':
          return grid(question, former, around);
        case 'number':
        case 'text': {
          const empty = former === undefined ? ` (Enter alone: ${emptyMeans(question)})` : '';
          const unit = question.type === 'number' ? `Number of ${question.unit}` : 'Text';
          return ask(`${unit}${empty}:`, around, keep, (line) => {
            const result = readTyped(question, line);
            return 'value' in result ? { kind: 'answer', value: result.value } : result;
          });
        }
      }
    },
    async menu<Value>(title: string, items: readonly MenuItem<Value>[], lines: readonly string[] = []): Promise<Reply<Value>> {
      say(['', ...lines, title, ...numbered(items.map((item) => ({ ...item, value: '' })))]);
      const alone: Surroundings = { place: '', note: undefined, help: [], standing: () => undefined, canGoBack: false };
      const first = items[0];
      return ask(
        'Number (Enter alone: 1):',
        alone,
        () => (first === undefined ? { kind: 'quit' } : { kind: 'answer', value: first.value }),
        (line) => {
          const item = items[Number(line) - 1];
          return item === undefined ? { wrong: `Type a number from 1 to ${items.length}.` } : { kind: 'answer', value: item.value };
        },
      );
    },
    async line(title, standard, wrong) {
      const alone: Surroundings = { place: '', note: undefined, help: [], standing: () => undefined, canGoBack: false };
      return ask<string>(
        `${title}${standard === '' ? '' : ` (Enter alone: ${standard})`}`,
        alone,
        () => ({ kind: 'answer', value: standard }),
        (text) => {
          const problem = wrong(text);
          return problem === undefined ? { kind: 'answer', value: text } : { wrong: problem };
        },
      );
    },
    close: () => input.close(),
  };
}

function numbered(items: readonly { readonly label: string; readonly hint?: string | undefined }[]): string[] {
  return items.map((item, index) => `${index + 1}. ${item.label}${item.hint === undefined ? '' : ` (${item.hint})`}`);
}

/** The item with this number, this value or this label; numbers win. */
function pick<Item extends { readonly value: string; readonly label: string }>(items: readonly Item[], word: string): Item | undefined {
  const wanted = word.toLowerCase();
  const byNumber = /^\d+$/.test(word) ? items[Number(word) - 1] : undefined;
  return byNumber ?? items.find((item) => item.value === wanted || item.label.toLowerCase() === wanted);
}

function levelFrom(word: string): NeedLevel | undefined {
  const wanted = word.toLowerCase();
  const byNumber = /^[1-5]$/.test(word) ? gridLevels[Number(word) - 1] : undefined;
  const begins = gridLevels.filter((level) => wanted !== '' && level.startsWith(wanted));
  return byNumber ?? gridLevels.find((level) => level === wanted) ?? (begins.length === 1 ? begins[0] : undefined);
}
