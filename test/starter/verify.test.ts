import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { filesOf, matrix } from './matrix-answers.js';
import { at } from './starter-objects.js';

const cells = matrix.filter(({ title }) => / one cluster, GitOps none, /.test(title));

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'mesh-advisor-verify-'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A kubectl that says yes to everything, and keeps what it was asked and given; no other tool of a mesh is to be found. */
const kubectl = `#!/bin/sh
printf '%s\\n' "$*" >> "$LOG/calls"
case " $* " in
  *" apply "*) cat > "$LOG/applied-$$.yaml" ;;
  *" serviceaccount "*) printf 'uid' ;;
esac
exit 0
`;

/** Runs verify.sh and says what it asked of the cluster. */
function verify(script: string, name: string) {
  const folder = join(place, name);
  const tools = join(folder, 'bin');
  const log = join(folder, 'log');
  for (const path of [tools, log]) mkdirSync(path, { recursive: true });
  for (const [tool, text] of [
    ['kubectl', kubectl],
    ['sleep', '#!/bin/sh\n'],
  ] as const) {
    writeFileSync(join(tools, tool), text);
    chmodSync(join(tools, tool), 0o755);
  }
  writeFileSync(join(folder, 'verify.sh'), script);
  const { status } = spawnSync('sh', [join(folder, 'verify.sh')], {
    encoding: 'utf8',
    env: { PATH: `${tools}:/usr/bin:/bin`, LOG: log },
    timeout: 60_000,
  });
  return {
    status,
    calls: readFileSync(join(log, 'calls'), 'utf8').trimEnd().split('\n'),
    applied: readdirSync(log)
      .filter((file) => file.startsWith('applied-'))
      .flatMap((file) => parseAllDocuments(readFileSync(join(log, file), 'utf8')).map((document): unknown => document.toJS())),
  };
}

describe.each(cells.map((cell, index) => ({ ...cell, index })))('verify.sh of $title', ({ index, ...cell }) => {
  const files = filesOf(cell);
  const script = files.find(({ path }) => path === 'verify.sh')?.content ?? '';

  it('makes nothing but labelled probe pods in the namespace of the pilot, and removes them at the end', () => {
    const { calls, applied } = verify(script, String(index));
    const pilot = /^namespace='([^']+)'$/m.exec(script)?.[1] ?? '';
    expect(applied.length).toBeGreaterThan(0);
    for (const object of applied) {
      expect(at(object, 'kind')).toBe('Pod');
      expect(at(object, 'metadata.labels.mesh-verify')).toBe('true');
      expect([pilot, undefined]).toContain(at(object, 'metadata.namespace'));
    }
    const changing = calls.filter((call) =>
      / ?(?:apply|create|delete|patch|edit|replace|label|annotate|scale|set|run|drain|cordon) /.test(call),
    );
    const probes = applied.map((object) => String(at(object, 'metadata.name')));
    const allowed = changing.filter(
      (call) =>
        call === `--namespace ${pilot} apply -f -` ||
        call.startsWith(`--namespace ${pilot} delete pods --selector mesh-verify=true `) ||
        probes.some((probe) => call.startsWith(`--namespace ${pilot} delete pod ${probe} `)),
    );
    expect(changing).toEqual(allowed);
    expect(calls.at(-1)).toMatch(new RegExp(`^--namespace ${pilot} delete pods --selector mesh-verify=true`));
  });

  it('fails where the cluster lets every call through', () => {
    expect(verify(script, `${index}-again`).status).toBe(1);
  });
});
