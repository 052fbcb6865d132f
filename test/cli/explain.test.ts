import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { explainableIds, explanationsOf } from '../../src/cli/commands/explain.js';
import { explanationText } from '../../src/cli/explanations/explanation.js';
import { run } from '../../src/cli/run.js';
import { knowledge } from '../knowledge.js';

async function command(args: readonly string[], columns = '100') {
  const out = new PassThrough();
  const err = new PassThrough();
  const code = await run(args, { in: Readable.from(['']), out, err, env: { COLUMNS: columns } });
  return { code, out: String(out.read() ?? ''), err: String(err.read() ?? '') };
}

describe('mesh-advisor explain', () => {
  it('explains every id of catalog and questionnaire within the width', () => {
    const ids = explainableIds(knowledge);
    const sources = Object.keys(knowledge.catalog.sources);
    // Sources are all alike, so that every tenth is enough.
    for (const id of ids.filter((one) => !sources.includes(one) || sources.indexOf(one) % 10 === 0)) {
      const text = explanationText(explanationsOf(knowledge, id), 72);
      expect(text.length, id).toBeGreaterThan(80);
      const wide = text.split('\n').filter((line) => line.length > 72);
      expect(wide, id).toEqual([]);
    }
  });

  it('says of a capability what it means, which questions lead to it, what is stated on what evidence, and what depends on it', async () => {
    const { out } = await command(['explain', 'retries']);
    for (const part of [
      'Retries (capability retries)',
      'goals = resilience: should',
      'traffic-needs.retries',
      'Istio, ambient mode: built-in (beta)',
      'Backed by the published schema (the interface exists)',
      'contradiction no-changes-but-library-does-it',
      'istio-retry-code: ',
    ])
      expect(out).toContain(part);
  });

  it('says of a question what its answers bring about and what depends on it', async () => {
    const { out } = await command(['explain', 'on-call']);
    expect(out).toContain('priority run-effort: important');
    expect(out).toContain('rule nobody-on-call-small-team');
  });

  it('says of a source who cites it, and of a vendor that it speaks about its own product', async () => {
    const { out } = await command(['explain', 'overhead-istio-performance']);
    expect(out).toContain('It speaks about its own product');
    expect(out).toMatch(/Cited by\n[\s\S]*footprint: alternatives\.istio\/sidecar\.dataPlane/);
  });

  it('says of a platform whether policies are enforced', async () => {
    const { out } = await command(['explain', 'flannel']);
    expect(out).toContain('Enforced for ingress: no, egress: no; policies are accepted silently');
  });

  it.each([
    'istio',
    'istio/ambient',
    'cert-manager',
    'flannel-accepts-unenforced',
    'grpc-at-scale',
    'fewer-pods-than-services',
    'security-needs.authz-l7',
  ])('knows %s', async (id) => {
    expect((await command(['explain', id])).code).toBe(0);
  });

  it('suggests the nearest id', async () => {
    expect(await command(['explain', 'retrys'])).toMatchObject({
      code: 2,
      out: '',
      err: 'error[unknown-id]: nothing is called retrys\n  did you mean retries?\n',
    });
  });
});
