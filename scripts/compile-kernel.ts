/**
 * Compiles the inner loops of the robustness analysis (src/decision/kernel, AssemblyScript) to WebAssembly and writes the program, in
 * base64, into src/generated/kernel.ts. Takes some seconds, so it leaves a program alone that was made of the same sources.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = 'src/decision/kernel';
const target = 'src/generated/kernel.ts';
// memory is given by the program around it; warning 112 is about functions that only other files of the kernel call
const options = ['-O3', '--runtime', 'stub', '--importMemory', '--noAssert', '--enable', 'simd'];
const quiet = ['--disableWarning', '112'];

const hash = createHash('sha256').update(options.join(' '));
hash.update(readFileSync('node_modules/assemblyscript/package.json'));
for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(`${folder}/${name}`));
const header = `// Made by scripts/compile-kernel.ts of sources with the hash ${hash.digest('hex')}. Do not edit.\n`;

if (!existsSync(target) || !readFileSync(target, 'utf8').startsWith(header)) {
  const out = mkdtempSync(join(tmpdir(), 'kernel-'));
  try {
    const file = join(out, 'kernel.wasm');
    const asc = 'node_modules/assemblyscript/bin/asc.js';
    execFileSync(process.execPath, [asc, `${folder}/index.ts`, '--outFile', file, ...options, ...quiet], { stdio: 'inherit' });
    const program = readFileSync(file).toString('base64').replace(/=+$/, '');
    mkdirSync('src/generated', { recursive: true });
    writeFileSync(target, `${header}\nexport const kernelProgram = '${program}';\n`);
  } finally {
    rmSync(out, { recursive: true });
  }
}
