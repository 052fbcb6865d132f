import { describe, expect, it } from 'vitest';
import { readTexts } from '../../scripts/data-files.js';
import { alternativesOf, statementsFor } from '../../src/catalog/catalog.js';
import { overlayCatalog } from '../../src/catalog/overlay.js';
import { InputError } from '../../src/document/problem.js';
import { catalog } from '../../src/generated/catalog.js';
import { questionnaire } from '../../src/generated/questionnaire.js';
import { questionFacts } from '../../src/questionnaire/lint/facts.js';

const facts = questionFacts(questionnaire);
const lay = (texts: Record<string, string>) => overlayCatalog(catalog, facts, 'own', texts, '2026-11-24');

function problemsOf(texts: Record<string, string>): string[] {
  try {
    lay(texts);
  } catch (error) {
    if (error instanceof InputError)
      return error.problems.map(({ file, line, column, id, message }) => `${file}:${line}:${column} ${id}: ${message}`);
    throw error;
  }
  return [];
}

const statement = (change = '') =>
  `id: istio\ncapabilities:\n  retries:\n    ambient:\n      level: unsupported\n      since: null\n      maturity: null\n      note: Our platform team does not allow retries in the mesh, since payments must not run twice.\n      basis: judgement\n      sources: [own-policy]\n${change}`;
const source =
  'own-policy:\n  title: Platform policy\n  publisher: Our company\n  url: https://wiki.company.example/policy\n  version: "7"\n  checked: 2026-11-20\n  kind: judgement\n';

describe('an overlay', () => {
  it('of the worked example adds Kuma with a statement about every capability, before the alternative without a mesh', () => {
    const merged = lay(readTexts('examples/overlay', ['.yaml']));
    const ids = alternativesOf(merged).map(({ id }) => id);
    expect(ids).toEqual([
      ...alternativesOf(catalog)
        .map(({ id }) => id)
        .slice(0, -1),
      'kuma/sidecar',
      'no-mesh/kubernetes',
    ]);
    expect(merged.prices.licences['kuma/sidecar']?.amount).toEqual([0, 0, 0]);
  });

  it('replaces single statements of a known candidate and leaves the rest', () => {
    const merged = lay({ 'alternatives/istio.yaml': statement(), 'sources/own.yaml': source });
    const istio = merged.candidates.find(({ id }) => id === 'istio');
    const before = catalog.candidates.find(({ id }) => id === 'istio');
    if (istio === undefined || before === undefined) throw new Error('no istio');
    expect(statementsFor(istio, 'ambient', 'retries').map(({ level }) => level)).toEqual(['unsupported']);
    expect(statementsFor(istio, 'sidecar', 'retries')).toEqual(statementsFor(before, 'sidecar', 'retries'));
    expect(statementsFor(istio, 'ambient', 'timeouts')).toEqual(statementsFor(before, 'ambient', 'timeouts'));
  });

  it('replaces records by id and puts own findings first', () => {
    const finding =
      '- id: own-finding\n  severity: note\n  title: Ask the platform team first\n  when: { question: cni, is: cilium }\n  explanation: It keeps the list of clusters that may join a mesh.\n  remedy: Open a ticket.\n  sources: [own-policy]\n';
    const merged = lay({ 'findings.yaml': finding, 'sources/own.yaml': source });
    expect(merged.findings[0]?.id).toBe('own-finding');
    expect(merged.findings).toHaveLength(catalog.findings.length + 1);
  });

  it('changes prices and keeps those that it does not name', () => {
    const merged = lay({
      'prices.yaml': 'vcpuHour: { range: [0.01, 0.02, 0.03], unit: USD per vCPU-hour, note: Our contract., sources: [own-policy] }\n',
      'sources/own.yaml': source,
    });
    expect(merged.prices.vcpuHour.range).toEqual([0.01, 0.02, 0.03]);
    expect(merged.prices.gbHour).toEqual(catalog.prices.gbHour);
  });
});

describe('a mistake in an overlay is located', () => {
  it('when a source, a capability or a component does not exist', () => {
    expect(problemsOf({ 'alternatives/istio.yaml': statement() })).toEqual([
      expect.stringMatching(/^own\/alternatives\/istio\.yaml:10:\d+ sources-exist: there is no source `own-policy`/),
    ]);
    expect(problemsOf({ 'alternatives/istio.yaml': statement().replace('retries:', 'retrys:'), 'sources/own.yaml': source })).toEqual([
      expect.stringMatching(
        /^own\/alternatives\/istio\.yaml:[34]:\d+ statements-complete: there is no capability `retrys`; did you mean `retries`/,
      ),
    ]);
  });

  it('when the shape is wrong', () => {
    expect(problemsOf({ 'alternatives/istio.yaml': statement().replace('unsupported', 'unsuported'), 'sources/own.yaml': source })).toEqual(
      [expect.stringContaining('own/alternatives/istio.yaml:5:14 unknown-value')],
    );
  });

  it('when a new candidate does not state everything, or has no price', () => {
    const texts = readTexts('examples/overlay', ['.yaml']);
    const kuma = texts['alternatives/kuma.yaml'] ?? '';
    const shortened = kuma.slice(0, kuma.indexOf('  retry-budgets:')) + kuma.slice(kuma.indexOf('  timeouts:'));
    expect(problemsOf({ ...texts, 'alternatives/kuma.yaml': shortened })).toEqual([
      expect.stringMatching(/statements-complete: nothing is stated about `retry-budgets` for sidecar/),
    ]);
    const { 'prices.yaml': _, ...free } = texts;
    expect(problemsOf(free)).toEqual([
      expect.stringMatching(/alternatives\/kuma\.yaml:\d+:\d+ alternatives-priced: prices\.yaml has no licence price of kuma\/sidecar/),
    ]);
  });

  it('when a file has a name that the catalog does not know, or there is none', () => {
    expect(problemsOf({ 'alternative/kuma.yaml': 'id: kuma\n' })).toEqual([
      expect.stringContaining('own/alternative/kuma.yaml:1:1 unknown-file'),
    ]);
    expect(problemsOf({})).toEqual([expect.stringContaining('there is no catalog file in this folder')]);
  });
});
