import { existsSync } from 'node:fs';

/** The system's Chromium, or undefined when there is none; the browser tests are left out then, and say so. */
export const chromiumPath: string | undefined = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

if (chromiumPath === undefined) process.stderr.write('Left out: tests of report.html in a browser, since no Chromium is installed.\n');
