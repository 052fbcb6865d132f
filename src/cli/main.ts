#!/usr/bin/env node
import { run } from './run.js';

// a reader that closes early, such as `| head`, is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await run(process.argv.slice(2), { in: process.stdin, out: process.stdout, err: process.stderr, env: process.env });
