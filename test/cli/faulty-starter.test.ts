import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { run } from '../../src/cli/run.js';

vi.mock('../../src/starter/checks.js', () => ({
  checkStarter: () => [{ path: 'pilot/10-service.yaml', message: 'holds a private key' }],
}));

describe('a starter config that fails its own checks', () => {
  it.each([
    ['advise', '--set', 'services=10'],
    ['starter', 'no-mesh', '--set', 'services=10'],
  ])('is a fault of the program, and nothing is written: %s', async (...args) => {
    const folder = mkdtempSync(join(tmpdir(), 'faulty-'));
    try {
      const out = join(folder, 'out');
      const err = new PassThrough();
      const code = await run([...args, '--out', out], { in: new PassThrough(), out: new PassThrough(), err, env: {} });
      const said = String(err.read());
      expect(code).toBe(1);
      expect(said).toContain('fails its checks, nothing was written:\n  pilot/10-service.yaml: holds a private key');
      expect(said).toContain('This is a fault of the program');
      expect(existsSync(out)).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
