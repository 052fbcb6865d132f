import { createPrompt, useState } from '@inquirer/core';
import type { AnswerValue } from '../../condition/condition.js';
import type { MenuItem, Reply } from '../asker.js';
import { cut, windowOf } from '../layout.js';
import { paintFor } from '../look.js';
import { commonKeys, drawDone, drawList, type PromptConfig, roomFor, useCommonKeys, useStanding } from './screen.js';

export interface ChoicesConfig extends PromptConfig {
  readonly items: readonly MenuItem<string>[];
  readonly former: readonly string[] | undefined;
}

/** Several of a list: arrows, space or a digit to tick, Enter. Enter with nothing ticked asks once more. */
export const choicesPrompt = createPrompt<Reply<AnswerValue>, ChoicesConfig>((config, done) => {
  const [status, setStatus] = useState<string | undefined>(undefined);
  const [active, setActive] = useState(0);
  const [ticked, setTicked] = useState<readonly string[]>(config.former ?? []);
  const [error, setError] = useState<string | undefined>(undefined);
  const count = config.items.length;
  const current = config.items[active];

  const finish = (reply: Reply<AnswerValue>, shown: string) => {
    setStatus(shown);
    done(reply);
  };
  const toggle = (item: MenuItem<string> | undefined) => {
    if (item === undefined) return;
    const on = ticked.includes(item.value);
    setTicked(config.items.map((one) => one.value).filter((value) => (value === item.value ? !on : ticked.includes(value))));
    setError(undefined);
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
        if (ticked.length === 0 && error === undefined)
          setError('Nothing is ticked. Enter again means "none of these"; Tab means "I don\'t know".');
        else finish({ kind: 'answer', value: ticked }, shownAs(config.items, ticked));
      } else if (key.name === 'up') setActive((active - 1 + count) % count);
      else if (key.name === 'down') setActive((active + 1) % count);
      else if (key.name === 'home') setActive(0);
      else if (key.name === 'end') setActive(count - 1);
      else if (key.name === 'left' && config.around.canGoBack) {
        config.leaveNoTrace();
        finish({ kind: 'back' }, '');
      } else if (key.name === 'space') toggle(current);
      else if (/^[1-9]$/.test(key.name)) toggle(config.items[Number(key.name) - 1]);
    },
  });
  const standing = useStanding(config, ticked.length === 0 ? undefined : ticked);
  if (status !== undefined) return drawDone(config, status);

  const { look } = config.display;
  const { glyphs } = look;
  const paint = paintFor(look);
  const { columns } = config.display.size();
  const shown = windowOf(count, active, roomFor(config, error === undefined ? 1 : 3));
  const pad = ' '.repeat(glyphs.pointer.length);
  const lines = config.items.slice(shown.from, shown.to).map((item) => {
    const on = ticked.includes(item.value);
    const box = on ? paint.good(glyphs.ticked) : glyphs.unticked;
    const text = cut(item.label, columns - 8, glyphs.ellipsis);
    return item === current ? `${paint.accent(glyphs.pointer)} ${box} ${paint.accent(text)}` : `${pad} ${box} ${text}`;
  });
  return drawList(
    config,
    {
      lines,
      detail: current?.hint ?? ' ',
      ...(error === undefined ? {} : { error }),
      keys: [
        `${glyphs.arrows.vertical} space enter${count > lines.length ? ` (${count - lines.length} more)` : ''}`,
        ...commonKeys(config, glyphs.arrows.left),
      ],
      standing,
    },
    helpFrom,
  );
});

function shownAs(items: readonly MenuItem<string>[], ticked: readonly string[]): string {
  return ticked.length === 0
    ? 'none of these'
    : items
        .filter((item) => ticked.includes(item.value))
        .map((item) => item.label)
        .join('; ');
}
