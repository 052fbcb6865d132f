import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shells } from '../../src/cli/completion.js';
import { command } from './command.js';

const offered = async (...words: readonly string[]) =>
  (await command(['complete', '--', ...words])).out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t')[0]);

describe('completion', () => {
  it('offers commands that are in the help, and no hidden ones', async () => {
    const commands = await offered('');
    expect(commands).toEqual(expect.arrayContaining(['advise', 'merge', 'schema', 'completion', 'help']));
    expect(commands).not.toContain('complete');
    expect(await offered('com')).toEqual(['compare', 'completion']);
  });

  it('offers the options of the command and the common ones', async () => {
    expect(await offered('advise', 'answers.yaml', '--f')).toEqual(['--format', '--fail-on', '--force']);
    expect(await offered('compare', '--js')).toEqual(['--json']);
  });

  it('offers keys of questions and rows for --set, then their values', async () => {
    expect(await offered('advise', '--set', 'security-needs.mtls-a')).toEqual(['security-needs.mtls-automatic=']);
    expect(await offered('advise', '--set', 'security-needs.mtls-automatic=')).toEqual(
      ['must', 'should', 'nice', 'covered', 'no'].map((level) => `security-needs.mtls-automatic=${level}`),
    );
    expect(await offered('what-if', 'a.yaml', '--set', 'cni=cal')).toEqual(['cni=calico']);
  });

  it('offers what an argument or an option takes', async () => {
    expect(await offered('starter', 'istio')).toEqual(['istio/sidecar', 'istio/ambient']);
    expect(await offered('compare', 'linkerd', 'no-m')).toEqual(['no-mesh', 'no-mesh/kubernetes']);
    expect(await offered('explain', 'no-such-fi')).toEqual(['no-such-file']);
    expect(await offered('schema', 'ans')).toEqual(['answers']);
    expect(await offered('help', 'exit')).toEqual(['exit-codes']);
    expect(await offered('merge', 'a.yaml', '--take', 'm')).toEqual(['majority']);
    expect(await offered('advise', '--fail-on', 'close-call,')).toEqual(['close-call,stale']);
    expect(await offered('--json', 'compare', '--group', 'sec')).toEqual(['security']);
  });

  it('leaves files to the shell', async () => {
    for (const words of [
      ['advise', ''],
      ['advise', '--out', ''],
      ['merge', 'a.yaml', 'b'],
      ['check', ''],
    ])
      expect(await offered(...words), words.join(' ')).toEqual([]);
  });

  it.each(shells)('has a script for %s', async (shell) => {
    const { code, out } = await command(['completion', shell]);
    expect(code).toBe(0);
    expect(out).toContain('mesh-advisor complete ');
  });

  it('works in a real bash', async () => {
    const { out } = await command(['completion', 'bash']);
    const words = ['complete', '--', 'advise', '--set', 'cni=ca'];
    const script = `${out}
mesh-advisor() { [[ "$*" == '${words.join(' ')}' ]] && printf 'cni=calico\\tCalico\\ncni=canal\\tCanal\\n'; }
COMP_WORDBREAKS=$' =' COMP_LINE='mesh-advisor advise --set cni=ca' COMP_POINT=32
_mesh_advisor
printf '%s\\n' "\${COMPREPLY[@]}"`;
    expect(spawnSync('bash', ['-c', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: 'calico\ncanal\n', stderr: '' });
  });

  it('suggests a shell for one that is not known', async () => {
    const { code, err } = await command(['completion', 'powershel']);
    expect(code).toBe(2);
    expect(err).toContain('error[unknown-shell]');
    expect(err).toContain('did you mean powershell?');
  });
});
