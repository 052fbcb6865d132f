import { styleText } from 'node:util';

/** What the terminal can show. */
export interface Look {
  readonly colour: boolean;
  readonly glyphs: Glyphs;
}

/** The signs that prompts draw with. Each has a plain stand-in of the same meaning. */
export interface Glyphs {
  readonly pointer: string;
  readonly ticked: string;
  readonly unticked: string;
  readonly done: string;
  readonly warning: string;
  readonly full: string;
  readonly empty: string;
  readonly more: string;
  readonly ellipsis: string;
  readonly separator: string;
  readonly arrows: { readonly vertical: string; readonly horizontal: string; readonly left: string };
}

const unicode: Glyphs = {
  pointer: '❯',
  ticked: '◉',
  unticked: '◯',
  done: '✔',
  warning: '⚠',
  full: '█',
  empty: '░',
  more: '↕',
  ellipsis: '…',
  separator: '·',
  arrows: { vertical: '↑↓', horizontal: '←→', left: '←' },
};

const plain: Glyphs = {
  pointer: '>',
  ticked: '[x]',
  unticked: '[ ]',
  done: 'ok',
  warning: '!',
  full: '#',
  empty: '.',
  more: '|',
  ellipsis: '...',
  separator: '-',
  arrows: { vertical: 'up/down', horizontal: 'left/right', left: 'left' },
};

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Colour unless NO_COLOR is set (to anything but nothing), TERM is dumb, or it is switched off; Unicode signs where the locale or the
 * terminal program is known to have them.
 */
export function lookFor(env: Environment, platform: NodeJS.Platform, colourWanted: boolean): Look {
  const noColour = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb' || env['FORCE_COLOR'] === '0';
  return { colour: colourWanted && !noColour, glyphs: hasUnicode(env, platform) ? unicode : plain };
}

/** Whether to ask line by line without redrawing: ACCESSIBLE is set (not to 0 or false), or the terminal cannot move its cursor. */
export function wantsLines(env: Environment): boolean {
  const accessible = (env['ACCESSIBLE'] ?? '').toLowerCase();
  return (accessible !== '' && accessible !== '0' && accessible !== 'false' && accessible !== 'no') || env['TERM'] === 'dumb';
}

/** POSIX: the locale's character set (first of LC_ALL, LC_CTYPE, LANG that is set). Windows: terminals known to show it. */
function hasUnicode(env: Environment, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') {
    return (
      env['WT_SESSION'] !== undefined ||
      env['TERM_PROGRAM'] === 'vscode' ||
      env['TERM'] === 'xterm-256color' ||
      env['ConEmuTask'] !== undefined ||
      env['TERMINAL_EMULATOR'] === 'JetBrains-JediTerm'
    );
  }
  if (env['TERM'] === 'linux' || env['TERM'] === 'dumb') return false;
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value !== undefined && value !== '');
  return locale !== undefined && /utf-?8/i.test(locale);
}

/** Text in the terminal's colours, or as it is when there are none. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly accent: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warn: (text: string) => string;
}

/** Paint for a look: the terminal's own palette, so that light and dark backgrounds both work. */
export function paintFor(look: Look): Paint {
  const paint = (format: 'bold' | 'dim' | 'cyan' | 'green' | 'yellow') => (text: string) =>
    look.colour && text !== '' ? styleText(format, text, { validateStream: false }) : text;
  return { bold: paint('bold'), dim: paint('dim'), accent: paint('cyan'), good: paint('green'), warn: paint('yellow') };
}
