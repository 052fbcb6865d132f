import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';

async function command(args: readonly string[], columns = '100') {
  const out = new PassThrough();
  const err = new PassThrough();
  const code = await run(args, { in: Readable.from(['']), out, err, env: { COLUMNS: columns } });
  return { code, out: String(out.read() ?? ''), err: String(err.read() ?? '') };
}
const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

describe('mesh-advisor compare', () => {
  it.each(['40', '60', '80', '132', '200'])('fits %s columns and needs no colour', async (columns) => {
    const { code, out } = await command(['compare'], columns);
    expect(code).toBe(0);
    expect(widest(out)).toBeLessThanOrEqual(Number(columns));
    expect(out).not.toContain('\u001b');
    expect(out).toContain('SECURITY');
  });

  it('shows one theme of some alternatives, and only what differs', async () => {
    const { out } = await command(['compare', 'istio', '--group', 'traffic', '--differences']);
    expect(out).toContain('TRAFFIC');
    expect(out).not.toContain('SECURITY');
    expect(out).not.toContain('Linkerd');
    expect(out).toContain('Traffic mirroring');
    expect(out).not.toContain('Ingress gateway  ');
  });

  it('writes Markdown, JSON and one HTML page without scripts', async () => {
    expect((await command(['compare', '--format', 'markdown'])).out).toMatch(/^## Security\n\n\| Capability \|/);
    const data = JSON.parse((await command(['compare', 'linkerd', '--format', 'json'])).out);
    expect(data.alternatives.map(({ id }: { id: string }) => id)).toEqual(['linkerd/open-source', 'linkerd/enterprise']);
    expect(data.capabilities[0].support['linkerd/enterprise'][0]).toHaveProperty('sources');
    const { out } = await command(['compare', '--format', 'html']);
    expect(out).toMatch(/^<!doctype html>/);
    expect(out).not.toMatch(/<script|src=|href=/);
  });

  it('asks back about words that it does not know', async () => {
    expect(await command(['compare', 'istoi'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('did you mean istio?') });
    expect(await command(['compare', '--group', 'securty'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean security?'),
    });
  });

  it('compares a candidate of an overlay', async () => {
    const { code, out } = await command(['compare', 'kuma', 'istio/sidecar', '--group', 'topology', '--catalog', 'examples/overlay']);
    expect(code).toBe(0);
    expect(out).toMatch(/Capability +Kuma +Istio sidecar/);
    expect((await command(['compare', 'kuma'])).code).toBe(2);
  });

  it('names the folder of an overlay that is not there', async () => {
    expect(await command(['compare', '--catalog', 'no-such-folder'])).toMatchObject({
      code: 2,
      err: 'error[no-such-folder]: there is no folder no-such-folder (--catalog)\n',
    });
  });
});
