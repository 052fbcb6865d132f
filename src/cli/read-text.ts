import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { inputLimits } from '../document/yaml-document.js';
import { readAll, type Streams } from './streams.js';
import { UsageError } from './usage-error.js';

/** Text of standard input. @throws UsageError when it is too large or no UTF-8 text */
export async function readStandardInput({ in: input }: Streams): Promise<string> {
  return decoded('standard input', await readAll(input, inputLimits.bytes + 1));
}

/**
 * Text of a file of at most 1 MiB, without a byte order mark.
 * @param missing what to say when there is none, besides that there is none
 * @throws UsageError with the reason in plain words
 */
export function readText(file: string, missing = ''): string {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UsageError(`there is no file ${file}${missing}`, 'no-such-file');
    if (code === 'EACCES' || code === 'EPERM') throw new UsageError(`${file} may not be read`, 'not-readable');
    if (code === 'EISDIR') throw folderNamed(file);
    throw error;
  }
  try {
    if (fstatSync(descriptor).isDirectory()) throw folderNamed(file);
    return decoded(file, readUpTo(descriptor, inputLimits.bytes + 1));
  } finally {
    closeSync(descriptor);
  }
}

function folderNamed(file: string): UsageError {
  return new UsageError(`${file} is a folder; name a file`, 'not-a-file');
}

/** The first bytes of a file; devices and pipes have no size to ask for. */
function readUpTo(descriptor: number, limit: number): Buffer {
  const bytes = Buffer.alloc(limit);
  let size = 0;
  while (size < limit) {
    const read = readSync(descriptor, bytes, size, limit - size, null);
    if (read === 0) break;
    size += read;
  }
  return bytes.subarray(0, size);
}

function decoded(name: string, bytes: Buffer): string {
  if (bytes.length > inputLimits.bytes)
    throw new UsageError(`${name} is larger than 1 MiB; an answers file has a few kilobytes`, 'input-too-large');
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') throw new UsageError(`${name} is UTF-16 text; save it as UTF-8`, 'not-utf8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name} is not UTF-8 text (byte ${firstBadByte(bytes)}); save it as UTF-8`, 'not-utf8');
  }
}

/** Place of the first byte that is no UTF-8, counted from 1. */
function firstBadByte(bytes: Buffer): number {
  const text = new TextDecoder('utf-8').decode(bytes);
  const at = text.indexOf('\uFFFD');
  return Buffer.byteLength(text.slice(0, Math.max(0, at))) + 1;
}
