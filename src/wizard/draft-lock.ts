import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** After this long without a sign of life a lock counts as left behind: milliseconds. */
export const lockExpires = 60_000;

/** One wizard's right to write one draft. */
export interface DraftLock {
  readonly name: string;
  /** whether the draft is still ours; another wizard takes over what showed no sign of life for a minute */
  held(): boolean;
  /** gives a sign of life */
  touch(): void;
  release(): void;
}

/** Whether some wizard is working on a draft now. */
export function isLocked(folder: string, name: string, now: number): boolean {
  const holder = read(lockPath(folder, name));
  return holder !== undefined && isAlive(holder, now);
}

/**
 * Takes the lock of a draft, or gives undefined when another living wizard has it. A lock whose process has ended (same machine) or that
 * gave no sign of life for {@link lockExpires} is taken over.
 */
export function lockDraft(folder: string, name: string, now: number): DraftLock | undefined {
  const path = lockPath(folder, name);
  const token = randomBytes(8).toString('hex');
  const text = JSON.stringify({ process: process.pid, machine: hostname(), token });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (create(path, text)) {
      return {
        name,
        held: () => read(path)?.token === token,
        touch: () => {
          if (read(path)?.token === token) utimesSync(path, new Date(), new Date());
        },
        release: () => {
          if (read(path)?.token === token) rmSync(path, { force: true });
        },
      };
    }
    const holder = read(path);
    if (holder !== undefined && isAlive(holder, now)) return undefined;
    setAside(path, holder?.token);
  }
  return undefined;
}

interface Holder {
  readonly process: number | undefined;
  readonly machine: string | undefined;
  readonly token: string | undefined;
  readonly seen: number;
}

const holderSchema = z.object({ process: z.number(), machine: z.string(), token: z.string() });

function lockPath(folder: string, name: string): string {
  return join(folder, `${name}.lock`);
}

/** @returns false when there is one already */
function create(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Moves a dead lock away. When another wizard replaced it in between, its lock is put back. */
function setAside(path: string, token: string | undefined): void {
  const aside = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if (read(aside)?.token !== token) {
    try {
      linkSync(aside, path);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
  rmSync(aside, { force: true });
}

function read(path: string): Holder | undefined {
  const seen = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (seen === undefined) return undefined;
  try {
    const parsed = holderSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return { process: undefined, machine: undefined, token: undefined, ...parsed.data, seen };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    if (error instanceof SyntaxError) return { process: undefined, machine: undefined, token: undefined, seen };
    throw error;
  }
}

function isAlive(holder: Holder, now: number): boolean {
  if (now - holder.seen > lockExpires) return false;
  return holder.machine !== hostname() || holder.process === undefined || runs(holder.process);
}

function runs(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
