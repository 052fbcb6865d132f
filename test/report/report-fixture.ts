import { readdirSync, readFileSync } from 'node:fs';
import { preparedFor } from '../../src/advice/prepared-for.js';
import { starterConfig } from '../../src/advice/starter-config.js';
import { type Decision, decide } from '../../src/decision/decide.js';
import { analysePrepared } from '../../src/decision/robustness/analyse.js';
import { sensitivityOf } from '../../src/decision/robustness/sensitivity.js';
import { templates } from '../../src/generated/templates.js';
import { type AnswersFile, parseAnswers } from '../../src/questionnaire/answers.js';
import type { ReportInput } from '../../src/report/input.js';
import { renderReport } from '../../src/report/render.js';
import type { Topology } from '../../src/starter/topology.js';
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
    '  orchestrators: [kubernetes]',
    '  node-kinds: [linux-amd64]',
    '  clusters: 1',
    '  compliance: [none]',
    '  security-needs: { mtls-automatic: must }',
    '  traffic-needs: { retries: should }',
    '  observability-needs: { golden-metrics-l7: must }',
    '  topology-needs: { cross-cluster-failover: no }',
    '  operations-needs: { sidecarless: no }',
    '  policy-needs: { managed-offering: no }',
    '  simplicity: decisive',
    '  latency: important',
    '  beta-features: no',
    '  distribution: eks',
    '  cni: cilium',
    '  goals: [encrypt-traffic, observe]',
    '  mesh-experience: [linkerd]',
    '  time-to-value: weeks',
    '  platform-engineers: 2',
    '',
  ].join('\n'),
};

/** The input of a report for an answers file. */
export function reportInput(answers: string, date: string | null = '2026-11-24'): ReportInput {
  const file = parseAnswers(knowledge.questionnaire, [], 'answers.yaml', answers);
  const decision = decide(knowledge, file.answers, file.weights);
  const prepared = preparedFor(knowledge);
  return {
    knowledge,
    guides: knowledge.catalog.guides,
    file,
    decision,
    edition: { program: '0.0.0', catalogDigest: 'digest', modelVersion: knowledge.catalog.model.version },
    date: date ?? undefined,
    starter:
      decision.winner === undefined
        ? undefined
        : {
            folder: 'starter',
            files: [{ path: 'README.md', about: 'Order of installation, checks and the way back' }],
            topology: topologyOfWinner(decision, file),
          },
    starterRefusal: undefined,
    robustness: analysePrepared(prepared, file.answers, file.weights, decision),
    sensitivity: sensitivityOf(prepared, file.answers, decision, file.weights),
  };
}

function topologyOfWinner({ winner, situation }: Decision, file: AnswersFile): Topology | undefined {
  if (winner === undefined) return undefined;
  const config = starterConfig(knowledge, situation, file, winner.alternative);
  return config.kind === 'files' ? config.topology : undefined;
}

/** The files of a report by path. */
export function reportFiles(input: ReportInput): Record<string, string> {
  return Object.fromEntries(renderReport(input, templates).map(({ path, content }) => [path, content]));
}
