import { createPrompt, useState } from '@inquirer/core';
import type { AnswerValue, NeedLevel } from '../../condition/condition.js';
import { gridWords } from '../answer-words.js';
import type { Reply } from '../asker.js';
import { cut, windowOf } from '../layout.js';
import { gridLevels } from '../levels.js';
import { type Look, paintFor } from '../look.js';
import { commonKeys, drawDone, drawList, type PromptConfig, roomFor, useCommonKeys, useStanding } from './screen.js';

export interface GridRow {
  readonly id: string;
  readonly label: string;
  readonly summary: string;
}

export interface GridConfig extends PromptConfig {
  readonly rows: readonly GridRow[];
  readonly former: Readonly<Record<string, NeedLevel>>;
}

type Levels = Readonly<Record<string, NeedLevel>>;

/** A level per row on one screen: arrows up and down for the row, left and right for the level, digits 1 to 5 too. */
export const gridPrompt = createPrompt<Reply<AnswerValue>, GridConfig>((config, done) => {
  const [status, setStatus] = useState<string | undefined>(undefined);
  const [active, setActive] = useState(0);
  const [levels, setLevels] = useState<Levels>(config.former);
  const count = config.rows.length;
  const current = config.rows[active];

  const finish = (reply: Reply<AnswerValue>, shown: string) => {
    setStatus(shown);
    done(reply);
  };
  const put = (row: GridRow | undefined, level: NeedLevel | undefined) => {
    if (row === undefined) return;
    const { [row.id]: _before, ...others } = levels;
    setLevels(level === undefined ? others : { ...others, [row.id]: level });
  };
  const move = (step: 1 | -1) => {
    if (current === undefined) return;
    const level = levels[current.id];
    const position = level === undefined ? (step === 1 ? -1 : gridLevels.length) : gridLevels.indexOf(level);
    put(current, gridLevels[position + step]);
  };
  const helpFrom = useCommonKeys<AnswerValue>(config, {
    skip: true,
    summary: true,
    help: () => true,
    escape: () => false,
    finish,
    key: (key, line) => {
      line.set('');
      if (key.name === 'return' || key.name === 'enter') {
        if (Object.keys(levels).length === 0) finish({ kind: 'skip' }, "I don't know");
        else finish({ kind: 'answer', value: levels }, gridWords(levels));
      } else if (key.name === 'up') setActive((active - 1 + count) % count);
      else if (key.name === 'down') setActive((active + 1) % count);
      else if (key.name === 'home') setActive(0);
      else if (key.name === 'end') setActive(count - 1);
      else if (key.name === 'right' || key.name === 'space') move(1);
      else if (key.name === 'left') move(-1);
      else if (/^[1-5]$/.test(key.name)) put(current, gridLevels[Number(key.name) - 1]);
      else if (key.name === '0' || key.name === 'backspace' || key.name === 'delete') put(current, undefined);
      else if (key.name === 'n') setLevels(Object.fromEntries(config.rows.map((row) => [row.id, levels[row.id] ?? 'no'])));
    },
  });
  const standing = useStanding(config, levels);
  if (status !== undefined) return drawDone(config, status);

  const { look } = config.display;
  const { glyphs } = look;
  const { columns } = config.display.size();
  const room = roomFor(config, 1);
  const shown = windowOf(count, active, room);
  const width = Math.max(20, columns - 1) - glyphs.pointer.length - 1;
  const lines = config.rows.slice(shown.from, shown.to).map((row) => drawRow(row, levels[row.id], row === current, look, width));
  return drawList(
    config,
    {
      lines,
      detail: current?.summary ?? ' ',
      keys: [
        `${glyphs.arrows.horizontal} level`,
        'n rest no',
        'enter',
        ...commonKeys(config, 'ctrl-b', true, 'skip'),
        ...(count > lines.length ? [`row ${active + 1} of ${count}`] : []),
      ],
      standing,
    },
    helpFrom,
  );
});

/** One row: its label and the five levels with the chosen one in brackets; on narrow screens the chosen one alone. */
function drawRow(row: GridRow, level: NeedLevel | undefined, active: boolean, look: Look, width: number): string {
  const paint = paintFor(look);
  const { glyphs } = look;
  const start = active ? paint.accent(glyphs.pointer) : ' '.repeat(glyphs.pointer.length);
  const scale = gridLevels.map((one) => (one === level ? paint.good(`[${one}]`) : paint.dim(` ${one} `))).join('');
  const scaleWidth = gridLevels.reduce((sum, one) => sum + one.length + 2, 0);
  const labelWidth = Math.min(60, width - scaleWidth - 1);
  if (labelWidth >= 24) {
    const label = cut(row.label, labelWidth, glyphs.ellipsis).padEnd(labelWidth);
    return `${start} ${active ? paint.accent(label) : label} ${scale}`;
  }
  const word = level === undefined ? "[don't know]" : `[${level}]`;
  const label = cut(row.label, Math.max(8, width - 13), glyphs.ellipsis).padEnd(Math.max(8, width - 13));
  return `${start} ${active ? paint.accent(label) : label} ${level === undefined ? paint.dim(word) : paint.good(word)}`;
}
