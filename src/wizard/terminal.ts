import type { Readable, Writable } from 'node:stream';
import type { Environment } from './look.js';

/** The terminal that a wizard talks through. */
export interface Terminal {
  readonly in: Readable & { readonly isTTY?: boolean; readonly setRawMode?: (raw: boolean) => unknown };
  readonly out: Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
  readonly env: Environment;
}

/** Width and height in characters; 80×24 when the terminal does not say. */
export function sizeOf(terminal: Terminal): { readonly columns: number; readonly rows: number } {
  return { columns: positive(terminal.out.columns) ?? 80, rows: positive(terminal.out.rows) ?? 24 };
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

/** Whether the terminal shows what is typed while nobody asks. Silent, keys wait for the next prompt and do not spoil the screen. */
export function echoWhileWaiting(terminal: Terminal, echo: boolean): void {
  if (terminal.in.isTTY === true) terminal.in.setRawMode?.(!echo);
}
