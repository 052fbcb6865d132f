import { starterConfig } from '../../src/advice/starter-config.js';
import { alternativesOf } from '../../src/catalog/catalog.js';
import { decide } from '../../src/decision/decide.js';
import { knowledge } from '../../src/knowledge.js';
import { parseAnswers, parseAssignments } from '../../src/questionnaire/answers.js';
import type { StarterFile, StarterResult } from '../../src/starter/plan.js';

/** One cell of the matrix: what is generated, from answers only. */
export interface MatrixCell {
  readonly title: string;
  readonly alternative: string;
  readonly assignments: readonly string[];
}

const topologies: Readonly<Record<string, readonly string[]>> = {
  'one cluster': ['clusters=1', 'regions=1'],
  'two regions': [
    'clusters=2',
    'regions=2',
    'cluster-names=[eu-west, us-east]',
    'cross-cluster-calls=few-services',
    'cluster-network=separate',
  ],
};

const platform = ['orchestrators=kubernetes', 'distribution=eks', 'cni=cilium', 'services=20', 'pods=100'];

/** Every row of every grid, at one level, but for what asks for a managed offering, which the plans refuse by design. */
function everyNeed(level: string): string[] {
  return knowledge.questionnaire.sections
    .flatMap(({ questions }) => questions)
    .flatMap((question) =>
      question.type === 'grid'
        ? question.rows
            .filter(({ capability }) => capability !== 'managed-offering')
            .map(({ capability }) => `${question.id}.${capability}=${level}`)
        : [],
    );
}

const scopes: Readonly<Record<string, readonly string[]>> = {
  minimal: [],
  'everything on': [
    ...everyNeed('should'),
    'public-host=shop.example.org',
    'contact-email=platform@example.org',
    'git-repository=https://git.example.org/platform/mesh.git',
    'protocols=[http, grpc]',
    'commercial-licence=yes',
    'beta-features=yes',
    'jobs=true',
    'current-mesh=app-mesh',
  ],
};

/** Every alternative × topology × GitOps tool × scope. */
export const matrix: readonly MatrixCell[] = alternativesOf(knowledge.catalog).flatMap(({ id }) =>
  Object.entries(topologies).flatMap(([topology, topologyAnswers]) =>
    ['argo-cd', 'flux', 'none'].flatMap((gitops) =>
      Object.entries(scopes).map(([scope, scopeAnswers]) => ({
        title: `${id}, ${topology}, GitOps ${gitops}, ${scope}`,
        alternative: id,
        assignments: [...platform, ...topologyAnswers, `gitops-tool=${gitops}`, ...scopeAnswers],
      })),
    ),
  ),
);

/** The starter config of a cell, on the way that the commands take. */
function starterOf({ alternative: id, assignments }: MatrixCell): StarterResult {
  const file = parseAnswers(knowledge.questionnaire, [], 'answers', '', parseAssignments(assignments));
  const { situation } = decide(knowledge, file.answers, file.weights);
  const alternative = alternativesOf(knowledge.catalog).find((one) => one.id === id);
  if (alternative === undefined) throw new Error(`no alternative ${id}`);
  return starterConfig(knowledge, situation, file, alternative);
}

const generated = new Map<MatrixCell, readonly StarterFile[]>();

/** The files of a cell, made once. @throws Error when its starter config is refused */
export function filesOf(cell: MatrixCell): readonly StarterFile[] {
  const known = generated.get(cell);
  if (known !== undefined) return known;
  const result = starterOf(cell);
  if (result.kind === 'refused') throw new Error(`refused: ${result.reason}`);
  generated.set(cell, result.files);
  return result.files;
}
