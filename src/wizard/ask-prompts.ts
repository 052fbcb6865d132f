import type { Catalog } from '../catalog/catalog.js';
import { isList } from '../condition/answer-value.js';
import type { AnswerValue } from '../condition/condition.js';
import type { Question } from '../questionnaire/schema.js';
import { gridRows, levelsOf } from './answer-words.js';
import { type Asker, alone, type MenuItem, type Reply } from './asker.js';
import { flow } from './layout.js';
import type { Look } from './look.js';
import { choicePrompt } from './prompts/choice.js';
import { choicesPrompt } from './prompts/choices.js';
import { entryPrompt } from './prompts/entry.js';
import { gridPrompt } from './prompts/grid.js';
import type { Display } from './prompts/screen.js';
import { readTyped } from './read-typed.js';
import { echoWhileWaiting, sizeOf, type Terminal } from './terminal.js';

/** Asks with prompts that redraw themselves (@inquirer/core). An abort of `stop` ends the prompt that is open, with AbortPromptError. */
export function promptAsker(terminal: Terminal, look: Look, catalog: Catalog, stop: AbortSignal): Asker {
  const display = displayOf(terminal, look);
  /** inquirer looks at the context when the prompt ends, so that a prompt can decide by then to leave no line behind */
  const fresh = () => {
    const context = { input: terminal.in, output: terminal.out, signal: stop, clearPromptOnDone: false };
    const leaveNoTrace = () => {
      context.clearPromptOnDone = true;
    };
    return { context, leaveNoTrace };
  };
  /** what follows a question or a menu is worked out at once; only after a line of text may it take long enough to be broken off */
  const silently = async <Value>(asked: Promise<Value>): Promise<Value> => {
    const reply = await asked;
    echoWhileWaiting(terminal, false);
    return reply;
  };
  return {
    question(question, former, around) {
      const { context, leaveNoTrace } = fresh();
      const config = { display, around, leaveNoTrace };
      switch (question.type) {
        case 'choice':
          return silently(choicePrompt({ ...config, items: question.options.map(itemOf), former, question: true }, context));
        case 'yes-no':
          return silently(choicePrompt({ ...config, items: yesNo, former, question: true }, context));
        case 'choices':
          return silently(
            choicesPrompt({ ...config, items: question.options.map(itemOf), former: isList(former) ? former : undefined }, context),
          );
        case 'grid':
          return silently(gridPrompt({ ...config, rows: gridRows(catalog, question), former: levelsOf(former) }, context));
        case 'number':
        case 'text':
          return silently(
            entryPrompt(
              {
                ...config,
                former: typedFormer(former),
                empty: emptyMeans(question),
                unit: question.type === 'number' ? question.unit : '',
                read: (text) => readTyped(question, text),
              },
              context,
            ),
          );
      }
    },
    async menu<Value>(title: string, items: readonly MenuItem<Value>[], lines: readonly string[] = []): Promise<Reply<Value>> {
      if (lines.length > 0) this.say(lines);
      const { context, leaveNoTrace } = fresh();
      const numbered = items.map((item, index): MenuItem<AnswerValue> => ({ ...item, value: index }));
      const config = { display, around: { ...alone, title }, leaveNoTrace, items: numbered, former: undefined, question: false };
      const reply = await silently(choicePrompt(config, context));
      if (reply.kind !== 'answer') return reply;
      const chosen = items[Number(reply.value)];
      return chosen === undefined ? { kind: 'quit' } : { kind: 'answer', value: chosen.value };
    },
    async line(title, standard, wrong) {
      const { default: inquirer } = await import('inquirer');
      const ended = new AbortController();
      const onKey = (_text: unknown, key: { readonly name?: string; readonly ctrl?: boolean } | undefined) => {
        if (key?.ctrl === true && key.name === 'd') ended.abort();
      };
      terminal.in.on('keypress', onKey);
      try {
        const { text } = await inquirer.createPromptModule({
          input: terminal.in,
          output: terminal.out,
          signal: AbortSignal.any([stop, ended.signal]),
        })<{ text: string }>([
          {
            type: 'input',
            name: 'text',
            message: title.endsWith('?') ? title : `${title}:`,
            default: standard,
            theme: themeOf(look),
            validate: (value: string) => wrong(value) ?? true,
          },
        ]);
        return { kind: 'answer', value: text };
      } catch (error) {
        if (ended.signal.aborted) return { kind: 'quit' };
        throw error;
      } finally {
        terminal.in.removeListener('keypress', onKey);
      }
    },
    say(lines) {
      terminal.out.write(`${flow(lines, sizeOf(terminal).columns).join('\n')}\n`);
    },
    close: () => echoWhileWaiting(terminal, true),
  };
}

/** What an entry left empty means. */
export function emptyMeans(question: Question): string {
  if (question.type !== 'text' || question.default === undefined) return "I don't know";
  return typeof question.default === 'string' ? question.default : question.default.join(', ');
}

const yesNo: readonly MenuItem<AnswerValue>[] = [
  { value: true, label: 'Yes' },
  { value: false, label: 'No' },
];

function itemOf(option: { readonly value: string; readonly label: string; readonly hint?: string | undefined }): MenuItem<string> {
  return { value: option.value, label: option.label, ...(option.hint === undefined ? {} : { hint: option.hint }) };
}

function typedFormer(former: AnswerValue | undefined): string {
  if (former === undefined) return '';
  return isList(former) ? former.join(', ') : String(former);
}

function displayOf(terminal: Terminal, look: Look): Display {
  return {
    look,
    size: () => sizeOf(terminal),
    onResize(listener) {
      terminal.out.on('resize', listener);
      return () => terminal.out.removeListener('resize', listener);
    },
    clear: () => terminal.out.write('\u001B[2J\u001B[H'),
  };
}

/** inquirer's own prompts in the wizard's look. */
function themeOf(look: Look) {
  const same = (text: string) => text;
  return {
    prefix: { idle: look.glyphs.pointer, done: look.glyphs.done },
    ...(look.colour
      ? {}
      : {
          style: {
            answer: same,
            message: same,
            error: (text: string) => `> ${text}`,
            defaultAnswer: (text: string) => `(${text})`,
            help: same,
            highlight: same,
            key: same,
          },
        }),
  };
}
