import { createPrompt, useState } from '@inquirer/core';
import type { AnswerValue } from '../../condition/condition.js';
import type { MenuItem, Reply } from '../asker.js';
import { cut, sideBySide, windowOf } from '../layout.js';
import { paintFor } from '../look.js';
import { commonKeys, drawDone, drawList, type Key, type PromptConfig, roomFor, useCommonKeys, useStanding } from './screen.js';

export interface ChoiceConfig extends PromptConfig {
  readonly items: readonly MenuItem<AnswerValue>[];
  readonly former: AnswerValue | undefined;
  /** offers "I don't know" as the last entry and the way to the summary; off for menus */
  readonly question: boolean;
}

/** One of several: arrows, type to filter, Enter. */
export const choicePrompt = createPrompt<Reply<AnswerValue>, ChoiceConfig>((config, done) => {
  const [status, setStatus] = useState<string | undefined>(undefined);
  const [filter, setFilter] = useState('');
  const formerIndex = config.items.findIndex((item) => item.value === config.former);
  const [active, setActive] = useState(Math.max(0, formerIndex));
  const entries: readonly Entry[] = [
    ...config.items.filter((item) => matches(item, filter)).map((item) => ({ kind: 'item' as const, item })),
    ...(config.question && filter === '' ? [{ kind: 'skip' as const }] : []),
  ];
  const current = entries[Math.min(active, entries.length - 1)];

  const finish = (reply: Reply<AnswerValue>, shown: string) => {
    setStatus(shown);
    done(reply);
  };
  const helpFrom = useCommonKeys<AnswerValue>(config, {
    skip: config.question,
    summary: config.question,
    help: () => true,
    escape: (line) => {
      if (filter === '') return false;
      line.set('');
      setFilter('');
      setActive(0);
      return true;
    },
    finish,
    key: (key, line) => {
      const moved = movedTo(key, active, entries.length, roomFor(config, 1));
      if (key.name === 'return' || key.name === 'enter') {
        if (current === undefined) line.set(filter);
        else if (current.kind === 'skip') finish({ kind: 'skip' }, "I don't know");
        else finish({ kind: 'answer', value: current.item.value }, current.item.label);
      } else if (moved !== undefined) setActive(moved);
      else if (key.name === 'left' && filter === '' && config.around.canGoBack) {
        config.leaveNoTrace();
        finish({ kind: 'back' }, '');
      } else {
        const wanted = line.text.trimStart().slice(0, 30);
        if (line.text !== wanted) line.set(wanted);
        if (wanted !== filter) {
          setFilter(wanted);
          setActive(0);
        }
      }
    },
  });
  const standing = useStanding(config, current?.kind === 'item' ? current.item.value : undefined);
  if (status !== undefined) return drawDone(config, status);

  const { glyphs } = config.display.look;
  const paint = paintFor(config.display.look);
  const { columns } = config.display.size();
  const shown = windowOf(entries.length, Math.min(active, entries.length - 1), roomFor(config, filter === '' ? 1 : 2));
  const pad = ' '.repeat(glyphs.pointer.length);
  const lines = entries.slice(shown.from, shown.to).map((entry) => {
    const label = entry.kind === 'skip' ? "I don't know" : entry.item.label;
    const mark =
      entry.kind === 'item' && entry.item.value === config.former && config.former !== undefined ? ` (${config.around.formerIs})` : '';
    const answer = entry.kind === 'item' ? entry.item.answer : undefined;
    const room = columns - 2 - glyphs.pointer.length;
    const text = answer === undefined ? cut(`${label}${mark}`, room, glyphs.ellipsis) : sideBySide(label, answer, room, glyphs.ellipsis);
    return entry === current ? paint.accent(`${glyphs.pointer} ${text}`) : `${pad} ${entry.kind === 'skip' ? paint.dim(text) : text}`;
  });
  const hidden = entries.length - (shown.to - shown.from);
  return drawList(
    config,
    {
      lines:
        filter === '' ? lines : [paint.dim(`matching "${filter}":`), ...(lines.length === 0 ? ['  nothing; Escape shows all'] : lines)],
      detail: current?.kind === 'item' ? (current.item.hint ?? ' ') : ' ',
      keys: [
        `${glyphs.arrows.vertical} enter${hidden > 0 && columns >= 70 ? ` (${hidden} more)` : ''}`,
        ...(config.question && columns >= 70 ? ['type to filter'] : []),
        ...commonKeys(config, glyphs.arrows.left, config.question),
      ],
      standing,
    },
    helpFrom,
  );
});

type Entry = { readonly kind: 'item'; readonly item: MenuItem<AnswerValue> } | { readonly kind: 'skip' };

/** Where a key moves the pointer, or undefined for a key that does not. */
function movedTo(key: Key, active: number, count: number, page: number): number | undefined {
  const last = Math.max(0, count - 1);
  switch (key.name) {
    case 'up':
      return active <= 0 ? last : active - 1;
    case 'down':
      return active >= last ? 0 : active + 1;
    case 'home':
      return 0;
    case 'end':
      return last;
    case 'pagedown':
      return Math.min(last, active + page);
    case 'pageup':
      return Math.max(0, active - page);
    default:
      return undefined;
  }
}

function matches(item: MenuItem<AnswerValue>, filter: string): boolean {
  const words = filter.toLowerCase().split(/\s+/);
  const text = `${item.label} ${item.answer ?? ''} ${item.hint ?? ''} ${String(item.value)}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
