import type { Readable, Writable } from 'node:stream';

/** Where a command reads and writes. Results go to `out`, talk to `err`. */
export interface Streams {
  readonly in: Readable & { readonly isTTY?: boolean };
  readonly out: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly err: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Whether a person can be asked: standard input and output are terminals, CI is not set to anything truthy, and prompts are not
 * switched off.
 */
export function canAsk(streams: Streams, input: boolean): boolean {
  const ci = (streams.env['CI'] ?? '').toLowerCase();
  const inCi = ci !== '' && ci !== '0' && ci !== 'false' && ci !== 'no' && ci !== 'off';
  return input && !inCi && streams.in.isTTY === true && streams.out.isTTY === true;
}

/** Reads a stream to its end, or till it has given `limit` bytes. */
export async function readAll(stream: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    chunks.push(bytes);
    if (size >= limit) break;
  }
  return Buffer.concat(chunks);
}
