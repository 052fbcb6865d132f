import { createPrompt, useEffect, useState } from '@inquirer/core';
import type { AnswerValue } from '../../condition/condition.js';
import type { Reply } from '../asker.js';
import { paintFor } from '../look.js';
import { commonKeys, drawDone, drawEntry, type PromptConfig, useCommonKeys, useStanding } from './screen.js';

export interface EntryConfig extends PromptConfig {
  /** text of the former answer, to be edited */
  readonly former: string;
  /** what nothing entered means, such as "I don't know" */
  readonly empty: string;
  /** such as "services", behind the number */
  readonly unit: string;
  readonly read: (text: string) => { readonly value: AnswerValue } | { readonly wrong: string };
}

/** A number or a text: type, Enter. Nothing entered is "I don't know". */
export const entryPrompt = createPrompt<Reply<AnswerValue>, EntryConfig>((config, done) => {
  const [status, setStatus] = useState<string | undefined>(undefined);
  const [text, setText] = useState(config.former);
  const [error, setError] = useState<string | undefined>(undefined);
  useEffect((rl) => {
    if (config.former !== '') rl.write(config.former);
  }, []);

  const finish = (reply: Reply<AnswerValue>, shown: string) => {
    setStatus(shown);
    done(reply);
  };
  const helpFrom = useCommonKeys<AnswerValue>(config, {
    skip: true,
    summary: true,
    help: () => text === '',
    escape: () => false,
    finish,
    key: (key, line) => {
      if (key.name !== 'return' && key.name !== 'enter') {
        setText(line.text);
        setError(undefined);
        return;
      }
      if (text.trim() === '') {
        finish({ kind: 'skip' }, "I don't know");
        return;
      }
      const result = config.read(text.trim());
      if ('value' in result) finish({ kind: 'answer', value: result.value }, [text.trim(), config.unit].join(' ').trim());
      else {
        line.set(text);
        setError(result.wrong);
      }
    },
  });
  const read = text.trim() === '' ? undefined : config.read(text.trim());
  const standing = useStanding(config, read !== undefined && 'value' in read ? read.value : undefined);
  if (status !== undefined) return drawDone(config, status);

  const { glyphs } = config.display.look;
  const paint = paintFor(config.display.look);
  const keys = ['enter', ...commonKeys(config, 'ctrl-b')];
  return drawEntry(
    config,
    `${paint.accent(glyphs.pointer)} ${text}`,
    {
      lines: [],
      ...(error === undefined ? {} : { error }),
      detail: text === '' ? `Enter alone: ${config.empty}` : config.unit === '' ? ' ' : `in ${config.unit}`,
      keys,
      standing,
    },
    helpFrom,
  );
});
