import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draftName, draftsIn, nthDraft, readDraft } from '../../src/wizard/draft.js';
import { knowledge } from '../knowledge.js';
import { startSession, type TerminalSession } from './terminal-session.js';

/** The built program; another build can be named for trying out. */
const program = resolve(process.env['MESH_ADVISOR_MAIN'] ?? 'dist/cli/main.js');

// a whole session on a busy machine; nothing is measured here
vi.setConfig({ testTimeout: 300_000 });

let folder: string;
const sessions: TerminalSession[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mesh-advisor-'));
});
afterEach(() => {
  for (const session of sessions.splice(0)) session.end();
  rmSync(folder, { recursive: true, force: true });
});

type Options = Omit<Parameters<typeof startSession>[0], 'folder' | 'args'>;
const open = (args: readonly string[] = [], options: Options = {}) => {
  const session = startSession({ folder, args: [program, ...args], ...options });
  sessions.push(session);
  return session;
};
const draft = () => readFileSync(join(folder, draftName), 'utf8');
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], ...env }, input: '' });

/** Every file below a folder with its bytes and whether it is executable. */
function contentsOf(path: string, below = ''): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(path, below), { withFileTypes: true }).flatMap((entry) => {
      const name = join(below, entry.name);
      if (entry.isDirectory()) return Object.entries(contentsOf(path, name));
      return [[name, `${statSync(join(path, name)).mode & 0o111} ${readFileSync(join(path, name), 'utf8')}`]];
    }),
  );
}

/** The first page. */
async function answerFirstPage(wizard: TerminalSession) {
  await wizard.asks('What do you want to achieve');
  wizard.press('1', '4', 'enter');
  await wizard.asks('share a client library');
  wizard.press('enter');
  await wizard.asks('May application code');
  wizard.press('down', 'down', 'enter');
  await wizard.asks('Which mesh, if any');
  wizard.press('enter');
}

/** Answers whatever is asked until the wizard offers to stop. */
async function answerUntilStop(wizard: TerminalSession) {
  for (let count = 0; count < 60; count += 1) {
    const what = await wizard.waits();
    if (what === 'menu') return;
    wizard.press(
      ...(what === 'grid'
        ? (['down', 'right', 'n', 'enter'] as const)
        : what === 'choices'
          ? (['space', 'enter'] as const)
          : (['tab'] as const)),
    );
    await wizard.leaves();
  }
  throw new Error('the wizard did not offer to stop');
}

/** From the stop to the written report. */
async function writeReport(wizard: TerminalSession) {
  const write = () => /❯ Write the report/.test(wizard.screen().join('\n'));
  for (let count = 0; count < 5 && !write(); count += 1) {
    wizard.press('down');
    await wizard.settles();
  }
  wizard.press('enter');
  await wizard.see('A name for it');
  wizard.press('shop', 'enter');
  await wizard.see('Folder for the report');
  wizard.press('enter');
  expect(await wizard.ended()).toBe(0);
}

describe('a wizard in a terminal', () => {
  it('runs from the first question to the written report, and its answers file gives the same bytes', async () => {
    const wizard = open();
    await wizard.see('How do you want to start?');
    expect(wizard.screen().join('\n')).toContain('Nothing leaves this machine.');
    wizard.press('enter');
    await answerFirstPage(wizard);
    await answerUntilStop(wizard);
    expect(wizard.everything()).toMatch(/So far .*(Istio|Linkerd|No mesh|Consul)/);
    await writeReport(wizard);

    const shown = wizard.everything();
    for (const file of ['report.md', 'report.html', 'adr.md', 'decision.json', 'answers.yaml'])
      expect(shown).toMatch(new RegExp(`  ${file.replace('.', '\\.')}\\s+\\S`));
    expect(shown).toContain('Next:');
    expect(shown).toContain('Recommendation:');
    expect(wizard.cursorHidden()).toBe(false);
    expect(readdirSync(folder)).toEqual(['advice']);

    const again = run(['advise', 'advice/answers.yaml', '--out', 'again']);
    expect([again.stderr, again.status]).toEqual(['', 0]);
    expect(contentsOf(join(folder, 'again'))).toEqual(contentsOf(join(folder, 'advice')));
  });

  it('goes back, changes an answer and goes on where it was', async () => {
    const wizard = open(['wizard', '--fresh']);
    await answerFirstPage(wizard);
    await wizard.asks('Where do the services run');
    wizard.press('left');
    await wizard.asks('Which mesh, if any');
    wizard.press('left');
    await wizard.asks('May application code');
    expect(wizard.screen().join('\n')).toContain('❯ No, it must come from the platform (your answer)');
    wizard.press('up', 'enter');
    await wizard.asks('Where do the services run');
    expect(draft()).toMatch(/application-changes: some\n/);
    expect(draft()).toMatch(/current-mesh: none\n/);
  });

  it('loses nothing when it is killed, and resumes', async () => {
    const first = open(['wizard', '--fresh']);
    await answerFirstPage(first);
    await first.asks('Where do the services run');
    first.kill('SIGKILL');
    await first.ended();
    expect(existsSync(join(folder, `${draftName}.lock`))).toBe(true);

    const second = open();
    await second.see(`❯ Resume ${draftName}`);
    second.press('enter');
    await second.asks('Where do the services run');
    second.press('back');
    await second.asks('Which mesh, if any');
    expect(second.screen().join('\n')).toContain('None (your answer)');
  });

  it('has a whole draft on the disk whenever it is killed while saving', async () => {
    const saver = `
      const { newDraft } = await import(${JSON.stringify(pathToFileURL(join(dirname(program), '../wizard/draft-store.js')).href)});
      const draft = newDraft(process.cwd());
      for (let n = 0; ; n += 1) {
        draft.save({ name: 'x'.repeat(80), weights: {}, answers: { services: n + 1 }, asked: ['services'], again: [], suggested: {} });
        if (n === 0) process.stdout.write('saved');
      }`;
    for (let round = 0; round < 8; round += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', saver], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      await new Promise((done) => setTimeout(done, 3 + 7 * round));
      child.kill('SIGKILL');
      await once(child, 'exit');
      const name = draftsIn(folder).at(-1) ?? '';
      expect(name).toBe(nthDraft(round + 1));
      const { session, lost } = readDraft(knowledge.questionnaire, name, readFileSync(join(folder, name), 'utf8'));
      expect(lost).toEqual([]);
      expect(session.answers['services']).toBeGreaterThan(0);
    }
  });

  it('says on Ctrl-C how to resume, shows the cursor again, and exits with 130', async () => {
    for (const leave of ['interrupt', 'endOfInput'] as const) {
      const wizard = open(['wizard', '--fresh']);
      await answerFirstPage(wizard);
      await wizard.asks('Where do the services run');
      wizard.press(leave);
      expect(await wizard.ended()).toBe(130);
      expect(wizard.everything()).toContain('mesh-advisor wizard --resume');
      expect(wizard.cursorHidden()).toBe(false);
    }
    const resumed = open(['wizard', '--resume', '.mesh-advisor-draft-2.yaml']);
    await resumed.asks('Where do the services run');
    expect(resumed.everything()).toContain('Resuming .mesh-advisor-draft-2.yaml with 4 questions asked.');
  });

  it('does the same when it is asked to end by a signal', async () => {
    const wizard = open(['wizard', '--fresh']);
    await answerFirstPage(wizard);
    await wizard.asks('Where do the services run');
    wizard.kill('SIGTERM');
    expect(await wizard.ended()).toBe(130);
    expect(wizard.everything()).toContain('mesh-advisor wizard --resume');
    expect(existsSync(join(folder, `${draftName}.lock`))).toBe(false);
  });

  it('leaves the work of another wizard in the same folder alone', async () => {
    const first = open(['wizard', '--fresh']);
    await answerFirstPage(first);
    await first.asks('Where do the services run');
    const before = draft();
    const second = open();
    await second.see('Another wizard is at work');
    await second.see('❯ Start fresh');
    second.press('enter');
    await second.asks('What do you want to achieve');
    second.press('2', 'enter');
    await second.asks('share a client library');
    expect(draft()).toBe(before);
    expect(readFileSync(join(folder, '.mesh-advisor-draft-2.yaml'), 'utf8')).toContain('access-control');
  });

  it('redraws in any size, without a trace of the old one', async () => {
    const wizard = open(['wizard', '--fresh']);
    await answerFirstPage(wizard);
    await wizard.asks('Where do the services run');
    for (const [columns, rows] of [
      [40, 14],
      [120, 40],
      [60, 24],
    ] as const) {
      wizard.resize(columns, rows);
      await wizard.settles();
      const shown = wizard.screen().join('\n');
      expect(shown.match(/Where do the services run/g), `${columns}×${rows}`).toHaveLength(1);
      expect(shown.match(/Linux virtual machines/g)).toHaveLength(1);
      expect(shown).toContain('space');
    }
    wizard.press('space', 'enter');
    await wizard.asks('Which Kubernetes is it');
  });

  it('writes no colour under NO_COLOR and plain signs in a plain locale', async () => {
    const wizard = open([], { env: { NO_COLOR: '1', LANG: 'C' } });
    await wizard.see('> Start fresh');
    wizard.press('down', 'enter');
    await wizard.see('Which file?');
    wizard.press('missing.yaml', 'enter');
    await wizard.see('there is no file missing.yaml');
    await wizard.see('> Start fresh');
    wizard.press('enter');
    await answerFirstPage(wizard);
    await wizard.asks('Where do the services run');
    expect(wizard.raw()).not.toMatch(/\u001B\[[0-9;]*m/);
    expect(wizard.raw()).not.toMatch(/[^\x00-\x7F]/);
  });

  it.each([{ ACCESSIBLE: '1' }, { TERM: 'dumb' }])('asks line by line under %o, without a single escape code', async (env) => {
    const wizard = open([], { env });
    await wizard.see('How do you want to start?');
    await wizard.see('Number (Enter alone: 1):');
    wizard.press('\r');
    await wizard.see('What do you want to achieve');
    wizard.press('?\r');
    await wizard.see('learn.microsoft.com');
    wizard.press('1 4\r');
    await wizard.see('share a client library');
    await wizard.see('Number or word:');
    wizard.press('<\r');
    await wizard.see('Your answer so far: Encrypt');
    wizard.press('\r');
    await wizard.see(/share a client library[\s\S]*Number or word: *$/m);
    wizard.press('none\r');
    await wizard.see('May application code');
    wizard.press('=\r');
    await wizard.see('Pick one to change it');
    expect(wizard.raw()).not.toContain('\u001B');
    wizard.press('interrupt');
    expect(await wizard.ended()).toBe(130);
    expect(wizard.everything()).toContain('mesh-advisor wizard --resume');
    expect(draft()).toContain('shared-library: none');
  });

  it('starts from an answers file and asks what is missing; a wrong file is refused with its place', async () => {
    writeFileSync(join(folder, 'wrong.yaml'), 'version: 1\nanswers:\n  services: lots\n');
    writeFileSync(join(folder, 'right.yaml'), 'version: 1\nname: right\nanswers:\n  goals: [observe]\n  shared-library: none\n');
    const wizard = open();
    await wizard.see('How do you want to start?');
    wizard.press('down', 'enter');
    await wizard.see('Which file?');
    wizard.press('wrong.yaml', 'enter');
    await wizard.see('wrong.yaml:3:');
    await wizard.see('❯ Start fresh');
    wizard.press('down', 'enter');
    await wizard.see(/Which file\? \(/);
    wizard.press('right.yaml', 'enter');
    await wizard.asks('May application code');
  });

  it('starts from a cluster, shows why each answer is suggested, and asks for each once', async () => {
    const wizard = open();
    await wizard.see('❯ Start fresh');
    wizard.press('up', 'enter');
    await wizard.see('A kubectl context, or a saved dump');
    wizard.press(resolve('test/inspect/dumps/kubeadm-flannel.yaml'), 'enter');
    await wizard.see('❯ Take them all');
    expect(wizard.everything().replaceAll(/\n */g, ' ')).toContain('(DaemonSet kube-flannel/kube-flannel-ds)');
    expect(wizard.everything()).not.toContain('not-to-be-shown');
    wizard.press('down', 'enter');
    await wizard.asks('How many nodes carry them?');
    expect(wizard.screen().join('\n')).toContain('From the cluster:');
    wizard.press('enter');
    await wizard.asks('Where do the services run');
    expect(wizard.screen().join('\n')).toContain('◉ Kubernetes');
    wizard.press('enter');
    await wizard.asks('Which Kubernetes is it?');
    expect(wizard.screen().join('\n')).toContain('❯ kubeadm (suggested)');
    wizard.kill('SIGKILL');
    await wizard.ended();

    const resumed = open(['wizard', '--resume']);
    await resumed.asks('Which Kubernetes is it?');
    expect(resumed.screen().join('\n')).toContain('From the cluster: kubeadm keeps its configuration');
  });

  it('changes an answer from the summary, asks again only what depends on it, and returns there', async () => {
    writeFileSync(
      join(folder, 'a.yaml'),
      'answers: { goals: [observe], shared-library: none, application-changes: no, current-mesh: none, clusters: 3, cluster-network: flat, services: 40 }\n',
    );
    const wizard = open(['wizard', '--answers', 'a.yaml']);
    await wizard.asks('Where do the services run');
    wizard.press('summary');
    await wizard.see('Pick one to change it');
    wizard.press('production clusters');
    await wizard.see('❯ How many production clusters are there?  3 clusters');
    wizard.press('enter');
    await wizard.asks('How many production clusters are there?');
    wizard.press('backspace', '2', 'enter');
    await wizard.asks("How are the clusters' networks connected?");
    expect(wizard.screen().join('\n')).toContain('An answer that this depends on was changed');
    wizard.press('enter');
    await wizard.see('Pick one to change it');
    expect(draft()).toMatch(/clusters: 2\n/);
    expect(draft()).toMatch(/cluster-network: flat\n/);
    expect(draft()).toMatch(/services: 40\n/);
  });

  it('does not show keys that are typed while it is at work', async () => {
    const wizard = open(['wizard', '--fresh']);
    await wizard.asks('What do you want to achieve');
    wizard.press('1', 'enter');
    await wizard.leaves();
    wizard.press('down', 'up', 'down');
    await wizard.asks('share a client library');
    await wizard.settles();
    expect(wizard.everything()).not.toContain('^[');
  });

  it('asks before it replaces an earlier report, and never touches a folder of others', async () => {
    const wizard = open(['wizard', '--answers', resolve('examples/five-services-start-up.yaml')]);
    await answerUntilStop(wizard);
    await writeReport(wizard);
    const second = open(['wizard', '--answers', 'advice/answers.yaml']);
    await answerUntilStop(second);
    writeFileSync(join(folder, 'advice', 'mine.txt'), 'mine');
    second.press(...(/❯ Write/.test(second.screen().join('\n')) ? (['enter'] as const) : (['down', 'enter'] as const)));
    await second.see('A name for it');
    second.press('enter');
    await second.see('Folder for the report');
    second.press('enter');
    await second.see('holds an earlier report');
    second.press('enter');
    expect(await second.ended()).toBe(0);
    expect(readFileSync(join(folder, 'advice', 'mine.txt'), 'utf8')).toBe('mine');
  });
});

describe('where nobody can be asked', () => {
  it.each([
    ['without a terminal', [], {}],
    ['with --no-input', ['--no-input'], {}],
  ])('%s it lists what is missing, offers an answers file, and exits with 2', (_name, args, env) => {
    const { stdout, stderr, status } = run(args, env);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('  goals ');
    expect(stderr).toContain('mesh-advisor init answers.yaml');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    [['--no-input'], {}],
    [[], { CI: '1' }],
    [[], { CI: 'True' }],
  ])('in a terminal with %o and %o neither', async (args, env) => {
    const wizard = open(args, { env });
    expect(await wizard.ended()).toBe(2);
    expect(wizard.everything()).toContain('mesh-advisor init answers.yaml');
    expect(wizard.raw()).not.toContain('\u001B[?25l');
  });

  it('an unknown command is refused with the nearest one', () => {
    const { stderr, status } = run(['advize']);
    expect(status).toBe(2);
    expect(stderr).toContain('did you mean advise?');
  });
});
