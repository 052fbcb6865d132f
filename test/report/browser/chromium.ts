import { existsSync } from 'node:fs';

/** The system's Chromium (or the one that CHROMIUM names), or undefined: the browser tests are left out then, and say so. */
export const chromiumPath: string | undefined = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

if (chromiumPath === undefined)
  process.stderr.write('Left out: tests of report.html in a browser, since no Chromium was found. Set CHROMIUM to its path.\n');
