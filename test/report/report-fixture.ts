import { readdirSync, readFileSync } from 'node:fs';
import { decide } from '../../src/decision/decide.js';
import { nominalVerdict } from '../../src/decision/verdict.js';
import { templates } from '../../src/generated/templates.js';
import { parseAnswers } from '../../src/questionnaire/answers.js';
import type { ReportInput } from '../../src/report/input.js';
import { renderReport } from '../../src/report/render.js';
import { knowledge } from '../knowledge.js';

const folder = 'test/calibration';

/** Answers of the calibration cases by name, and some situations of their own. */
export const situations: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml') && name !== 'expectations.yaml')
      .map((name) => [name.replace('.yaml', ''), readFileSync(`${folder}/${name}`, 'utf8')]),
  ),
  'nothing-answered': 'name: nothing\nanswers: {}\n',
  'no-alternative': [
    'name: impossible',
    'answers:',
    '  orchestrators: [kubernetes]',
    '  clusters: 2',
    '  regions: 2',
    '  distribution: eks',
    '  cni: cilium',
    '  current-mesh: app-mesh',
    '  node-kinds: [linux-amd64, windows]',
    '  security-needs: { mtls-automatic: must, authz-jwt: must }',
    '  operations-needs: { sidecarless: must }',
    '  policy-needs: { osi-licence: must }',
    '  application-changes: no',
    '  commercial-licence: no',
    '  gitops-tool: flux',
    '',
  ].join('\n'),
  'stays-with-linkerd': [
    'name: stays',
    'answers:',
    '  current-mesh: linkerd',
    '  services: 60',
    '  languages: 4',
    '  application-changes: no',
    '  security-needs: { mtls-automatic: must }',
    '  observability-needs: { golden-metrics-l7: must }',
    '  simplicity: decisive',
    '',
  ].join('\n'),
};

/** The input of a report for an answers file. */
export function reportInput(answers: string, date: string | null = '2026-11-24'): ReportInput {
  const file = parseAnswers(knowledge.questionnaire, [], 'answers.yaml', answers);
  const decision = decide(knowledge, file.answers, file.weights);
  return {
    knowledge,
    guides: knowledge.catalog.guides,
    file,
    decision,
    verdict: nominalVerdict(decision),
    edition: { program: '0.0.0', catalogDigest: 'digest', modelVersion: knowledge.catalog.model.version },
    date: date ?? undefined,
    starter:
      decision.winner === undefined
        ? undefined
        : { folder: 'starter', files: [{ path: 'README.md', about: 'Order of installation, checks and the way back' }] },
    robustness: undefined,
  };
}

/** The files of a report by path. */
export function reportFiles(input: ReportInput): Record<string, string> {
  return Object.fromEntries(renderReport(input, templates).map(({ path, content }) => [path, content]));
}
