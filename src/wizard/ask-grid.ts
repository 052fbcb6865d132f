import type { AnswerValue, NeedLevel } from '../condition/condition.js';
import type { Reply, Surroundings } from './asker.js';
import { gridLevels } from './levels.js';

type Levels = Readonly<Record<string, NeedLevel>>;
type RowAnswer = { readonly level: NeedLevel | undefined; readonly rest: boolean };

/** Asks one line until it can be read. */
export type AskLine = <Value>(
  prompt: string,
  around: Surroundings,
  empty: () => Reply<Value>,
  read: (line: string) => Reply<Value> | { readonly wrong: string },
) => Promise<Reply<Value>>;

/** A grid row by row, in lines. Back leads to the row before, and from the first one to the question before. */
export async function askGrid(
  ask: AskLine,
  say: (lines: readonly string[]) => void,
  rows: readonly { readonly id: string; readonly label: string; readonly summary: string }[],
  former: Levels,
  around: Surroundings,
): Promise<Reply<AnswerValue>> {
  say([
    'For each: must, should, nice, covered or no (or 1 to 5). Enter alone: as it is, or I don\'t know. "* no" sets this and all that follow to no.',
  ]);
  let levels = former;
  for (let index = 0; index < rows.length; ) {
    const row = rows[index];
    if (row === undefined) break;
    const reply = await ask<RowAnswer>(
      `${index + 1} of ${rows.length}, ${row.label}${levels[row.id] === undefined ? '' : ` (now ${levels[row.id]})`}:`,
      { ...around, canGoBack: index > 0 || around.canGoBack, help: [`${row.label}: ${row.summary}`, ...around.help] },
      () => ({ kind: 'answer', value: { level: levels[row.id], rest: false } }),
      readRow,
    );
    if (reply.kind === 'quit' || reply.kind === 'summary' || (reply.kind === 'back' && index === 0)) return reply;
    if (reply.kind === 'back') {
      index -= 1;
      continue;
    }
    const { level, rest } = reply.kind === 'answer' ? reply.value : { level: undefined, rest: false };
    const affected = rest ? rows.slice(index) : [row];
    levels = withLevel(
      levels,
      affected.map(({ id }) => id),
      level,
    );
    index += affected.length;
  }
  return Object.keys(levels).length === 0 ? { kind: 'skip' } : { kind: 'answer', value: levels };
}

function withLevel(levels: Levels, ids: readonly string[], level: NeedLevel | undefined): Levels {
  const others = Object.fromEntries(Object.entries(levels).filter(([id]) => !ids.includes(id)));
  return level === undefined ? others : { ...others, ...Object.fromEntries(ids.map((id) => [id, level])) };
}

function readRow(line: string): Reply<RowAnswer> | { readonly wrong: string } {
  const rest = line.startsWith('*');
  const level = levelFrom(rest ? line.slice(1).trim() : line);
  return level === undefined ? { wrong: 'Type must, should, nice, covered or no.' } : { kind: 'answer', value: { level, rest } };
}

/** A level by its number, its word, or a beginning that only it has. */
function levelFrom(word: string): NeedLevel | undefined {
  const wanted = word.toLowerCase();
  const byNumber = /^[1-5]$/.test(word) ? gridLevels[Number(word) - 1] : undefined;
  const begins = gridLevels.filter((level) => wanted !== '' && level.startsWith(wanted));
  return byNumber ?? gridLevels.find((level) => level === wanted) ?? (begins.length === 1 ? begins[0] : undefined);
}
