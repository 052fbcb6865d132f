import { describe, expect, it } from 'vitest';
import { checkStarter } from '../../src/starter/checks.js';

const file = (path: string, content: string) => ({ path, content, executable: false, about: '' });
const object = (kind: string, name: string) => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;
const messages = (...files: ReturnType<typeof file>[]) => checkStarter(files).map(({ path, message }) => `${path}: ${message}`);

describe('checkStarter', () => {
  it.each(['yes', 'on', 'N', '~', '007', '1.10', '12:30', '2026-01-01', '1e3', '1_000', 'True'])('finds the unquoted %s', (value) => {
    expect(messages(file('helm/x.values.yaml', `a: ${value}\n`)).join()).toContain('quote it');
  });
  it.each(['true', '10', '0.5', 'null', '100m', '10m', 'v1.2.3', '"on"', "'007'"])('lets %s be', (value) => {
    expect(messages(file('helm/x.values.yaml', `a: ${value}\n`))).toEqual([]);
  });
  it('finds an object that stands twice, but not one that stands in the files of two clusters', () => {
    expect(messages(file('gitops/a.yaml', object('A', 'a')), file('gitops/b.yaml', object('A', 'a')))).toEqual([
      'gitops/b.yaml: /A//a stands in gitops/a.yaml too',
    ]);
    expect(messages(file('gitops/clusters/a/x.yaml', object('A', 'a')), file('gitops/clusters/b/x.yaml', object('A', 'a')))).toEqual([]);
  });
  it('finds what a template left behind', () => {
    expect(messages(file('README.md', 'a {{b}}\n')).join()).toContain('residue');
    expect(messages(file('README.md', 'a: undefined\n')).join()).toContain('residue');
    expect(messages(file('gitops/a.yaml', `${object('A', 'a')}x: "{{.name}}"\n`))).toEqual([]);
    expect(messages(file('agents/server.hcl', 'bind_addr = "{{ GetPrivateIP }}"\n'))).toEqual([]);
    expect(messages(file('agents/server.hcl', 'datacenter = "{{ names.host }}"\n')).join()).toContain('residue');
    expect(messages(file('verify.sh', 'echo {{#if flags.[x]}}\n')).join()).toContain('residue');
  });
  it('finds keys, tokens and Secrets with data', () => {
    expect(messages(file('README.md', '-----BEGIN EC PRIVATE KEY-----\n')).join()).toContain('a private key');
    expect(messages(file('gitops/a.yaml', `${object('Secret', 'a')}data:\n  a: Yg==\n`)).join()).toContain('a Secret with data');
    expect(messages(file('helm/x.values.yaml', 'password: hunter22222\n')).join()).toContain('a password');
  });
  it('finds what is not pinned', () => {
    expect(messages(file('helm/x.values.yaml', 'image: nginx\n')).join()).toContain('no fixed version');
    expect(messages(file('helm/x.values.yaml', 'image: nginx:latest\n')).join()).toContain('no fixed version');
    expect(messages(file('helm/x.values.yaml', 'tag: latest\n')).join()).toContain('no fixed version');
    expect(messages(file('helm/x.values.yaml', 'image: nginx:1.29.1\n'))).toEqual([]);
  });
  it('finds kustomizations that do not fit their folder', () => {
    const listing = (names: string) =>
      file('pilot/kustomization.yaml', `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [${names}]\n`);
    expect(messages(listing('a.yaml'))).toEqual(['pilot/kustomization.yaml: names a.yaml, which is not there']);
    expect(messages(listing(''), file('pilot/a.yaml', object('A', 'a')))).toEqual(['pilot/a.yaml: is named by no kustomization']);
    expect(messages(listing('a.yaml'), file('pilot/a.yaml', object('A', 'a')))).toEqual([]);
  });
  it('finds empty documents and YAML that does not parse', () => {
    expect(messages(file('gitops/a.yaml', `${object('A', 'a')}---\n`))).toEqual(['gitops/a.yaml: has an empty document']);
    expect(messages(file('gitops/a.yaml', 'a: [\n')).length).toBeGreaterThan(0);
  });
});
