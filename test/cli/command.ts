import { PassThrough, Readable } from 'node:stream';
import { run } from '../../src/cli/run.js';

/** Runs one command line away from any terminal. */
export async function command(args: readonly string[], input: string | Buffer = '', env: Readonly<Record<string, string>> = {}) {
  const out = new PassThrough();
  const err = new PassThrough();
  const code = await run(args, { in: Readable.from([input]), out, err, env });
  out.end();
  err.end();
  return { code, out: String(out.read() ?? ''), err: String(err.read() ?? '') };
}
