import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { pageStyle } from '../src/report/html-style.js';
import { compressed } from '../src/report/live-data.js';

/** What report.html carries besides the report: the hash of its style sheet, the script that starts the live part, and that part. */
export async function pageAssets() {
  const [loader, program] = await Promise.all([bundle('src/live/loader.ts'), bundle('src/live/main.ts')]);
  return {
    styleHash: hashOf(pageStyle),
    loader,
    loaderHash: hashOf(loader),
    program: compressed(program),
    programHash: hashOf(program),
  };
}

/** One script for browsers, with the licences of the packages in it at its end. */
async function bundle(entry: string): Promise<string> {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
  });
  const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
  const licences = [...packages].sort().map((name) => `/* ${name}\n${licenceOf(name)}\n*/\n`);
  return [(outputFiles[0]?.text ?? '').trim(), ...licences].join('\n');
}

function licenceOf(name: string): string {
  for (const file of ['LICENSE', 'LICENSE.md', 'license']) {
    try {
      return readFileSync(`node_modules/${name}/${file}`, 'utf8').trim().replaceAll('*/', '* /');
    } catch {}
  }
  throw new Error(`${name} is part of the page's program and has no licence file`);
}

/** SHA-256 in base64, as a Content-Security-Policy names it. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
