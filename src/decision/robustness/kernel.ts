import { kernelProgram } from '../../generated/kernel.js';
import type { Arena } from './memory.js';
import type { StreamState } from './random.js';
import { webAssembly } from './web-assembly.js';

/** The kernel (../kernel) over one linear memory: its functions, and the addresses and numbers it works with by name. */
export interface Kernel {
  /** values of the first scenarios of the batch at hand, and standings if wanted */
  readonly evaluate: (scenarios: number, counting: number) => void;
  /** standings of one block whose values and weights are there */
  readonly countBlock: (first: number, count: number) => void;
  /** numbers of draws of columns; `columns` is the address of their addresses */
  readonly countColumns: (columns: number, count: number, words: number, into: number) => void;
  /** regret of all alternatives over the draws of columns */
  readonly sumColumns: (columns: number, count: number, fromWord: number, toWord: number, into: number) => void;
  readonly squaredDifferences: (column: number, fromWord: number, toWord: number, standard: number, choice: number) => number;
  /** regret over consecutive draws */
  readonly sumRegret: (from: number, to: number, into: number) => void;
  readonly splitColumn: (column: number, chosen: number, into: number, words: number) => void;
  /** first numbers in (0, 1) of a stream; the first four arguments are its state */
  readonly drawUniforms: (...drawing: [...state: StreamState, into: number, count: number]) => void;
  /** triangular positions, and factors, of one row of draws */
  readonly drawPositions: (
    ...drawing: [...state: StreamState, place: number, into: number, rows: number, row: number, size: number]
  ) => void;
  readonly drawFactors: (...drawing: [...state: StreamState, into: number, rows: number, row: number, size: number]) => void;
  /** 32 × 32 bits, overwriting them; `into` and the words after it stand `stride` bytes apart */
  readonly transpose: (from: number, into: number, stride: number) => void;
  readonly columns: ColumnOperations;
  readonly globals: Readonly<Record<string, { value: number } | undefined>>;
}

/** Operations on columns of the batch at hand, by number of the column, and on numbers per scenario, by address. */
export interface ColumnOperations {
  readonly fillColumn: (column: number, value: number) => void;
  readonly orColumn: (column: number, other: number) => void;
  /** answer columns of one row of a grid → columns of at least each level */
  readonly orLevels: (levels: number, answers: number, count: number) => void;
  readonly andColumn: (column: number, other: number) => void;
  readonly withoutColumn: (column: number, other: number) => void;
  readonly invertColumn: (column: number) => void;
  readonly markWithin: (column: number, numbers: number, limit: number, atLeast: number) => void;
  readonly setWhere: (column: number, numbers: number, value: number) => void;
  readonly takeKnown: (numbers: number, others: number) => void;
  /** @param base address, 0 for none */
  readonly assume: (numbers: number, known: number, base: number, standard: number, times: number) => void;
}

/** What the kernel asks the program for: rows of tables that are not filled yet. */
export interface Host {
  readonly fillOverhead: (cell: number, alternative: number, flags: number) => void;
  readonly fillEffort: (cell: number) => void;
}

/** For a kernel that evaluates no model. */
export const withoutTables: Host = { fillOverhead: () => undefined, fillEffort: () => undefined };

let compiled: object | undefined;

/** The program, compiled when it is first needed. */
function kernelModule(): object {
  const { Module } = webAssembly();
  compiled ??= new Module(fromBase64(kernelProgram));
  return compiled;
}

/** Whether the kernel can run here: not in browsers without WebAssembly and its vectors, or where a policy forbids it. */
export function kernelRuns(): boolean {
  try {
    kernelModule();
    return true;
  } catch {
    return false;
  }
}

/** A kernel of its own over `arena`. */
export function kernelOf(arena: Arena, host: Host): Kernel {
  const { Instance } = webAssembly();
  const { exports } = new Instance(kernelModule(), { env: { memory: arena.memory }, host });
  const all = exports as Omit<Kernel, 'columns' | 'globals'> & ColumnOperations & Record<string, { value: number } | undefined>;
  return { ...all, columns: all, globals: all };
}

/**
 * Tells the kernel where arrays stand, and numbers: `connect(kernel, 'block', { wanted })` sets `blockWanted`.
 * @throws ReferenceError for a name that the kernel does not have
 */
export function connect(kernel: Kernel, group: string, values: Readonly<Record<string, ArrayBufferView | number>>): void {
  for (const [name, value] of Object.entries(values)) {
    const full = group === '' ? name : group + name.charAt(0).toUpperCase() + name.slice(1);
    const global = kernel.globals[full];
    if (global === undefined) throw new ReferenceError(`the kernel knows no ${full}`);
    global.value = typeof value === 'number' ? value : value.byteOffset;
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes of a text in base64 without padding. The engine runs where neither `atob` nor `Buffer` is. */
function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let count = 0;
  let at = 0;
  for (const letter of text) {
    held = (held << 6) | alphabet.indexOf(letter);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[at] = (held >>> count) & 255;
    at += 1;
    held &= (1 << count) - 1;
  }
  return bytes;
}
