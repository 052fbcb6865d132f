import { type Alternative, alternativesOf, type Catalog } from '../catalog/catalog.js';
import { holds, type NeedLevel } from '../condition/condition.js';
import type { Knowledge } from '../decision/decide.js';
import type { Situation } from '../decision/situation.js';
import { pins, plans } from '../generated/starter.js';
import { templates } from '../generated/templates.js';
import type { AnswersFile } from '../questionnaire/answers.js';
import { checkStarter, type StarterProblem } from '../starter/checks.js';
import { planStarter, type StarterResult } from '../starter/plan.js';
import type { StarterView } from '../starter/view.js';
import { viewFromAnswers } from '../starter/view-from-answers.js';
import { type CompiledTemplate, templateFromSpecification } from '../template/render.js';
import { knowledgeDigest } from './knowledge-digest.js';

/**
 * The starter config of an alternative for these answers: its files (paths relative to the starter folder), or why there is none.
 * @throws Error when a file fails the checks of starter/checks.ts, which is a fault of its template
 */
export function starterConfig(knowledge: Knowledge, situation: Situation, file: AnswersFile, alternative: Alternative): StarterResult {
  const plan = plans[alternative.id];
  if (plan === undefined)
    return {
      kind: 'refused',
      reason: `There is no starter config for ${alternative.variant.title}: no plan below templates/starter names it.`,
    };
  const needs: Record<string, NeedLevel> = Object.fromEntries(situation.needs.map((need) => [need.capability, need.level]));
  const result = viewFromAnswers({
    answers: file.answers,
    needs,
    alternative: {
      id: alternative.id,
      candidate: alternative.candidate.id,
      variant: alternative.variant.id,
      title: alternative.variant.title,
    },
    catalogVersion: knowledgeDigest(knowledge),
    enforcement: enforcementOf(knowledge.catalog, situation),
  });
  if (result.kind === 'bad-names') return { kind: 'refused', reason: result.problems.map((problem) => problem.message).join(' ') };
  const { bodies, partials } = compiledStarterTemplates();
  const starter = planStarter({ plan, templates: bodies, partials, pins, view: result.view, facts: situation.facts });
  if (starter.kind === 'files') refuseFaulty(alternative.id, checkStarter(starter.files));
  return starter;
}

/** A starter config that fails its own checks is a fault of a template: nothing of the run may be written. */
function refuseFaulty(alternative: string, problems: readonly StarterProblem[]): void {
  if (problems.length === 0) return;
  const shown = problems.slice(0, 10).map(({ path, message }) => `  ${path}: ${message}`);
  const more = problems.length > shown.length ? [`  and ${problems.length - shown.length} more`] : [];
  throw new Error([`the starter config of ${alternative} fails its checks, nothing was written:`, ...shown, ...more].join('\n'));
}

/** The alternative with an id such as `istio/ambient`, or the first form of a candidate such as `istio`. */
export function findAlternative(catalog: Catalog, id: string): Alternative | undefined {
  return alternativesOf(catalog).find((alternative) => alternative.id === id || alternative.candidate.id === id);
}

/** What the platform rows say about NetworkPolicies under these answers: the first row that applies and says something. */
function enforcementOf(catalog: Catalog, situation: Situation): StarterView['networkPolicyEnforcement'] {
  const row = catalog.platforms.find((platform) => platform.networkPolicy !== undefined && holds(platform.when, situation.facts));
  const remedy =
    catalog.findings.find((finding) => finding.severity !== 'note' && finding.id.startsWith('cni-') && holds(finding.when, situation.facts))
      ?.remedy ?? '';
  if (row?.networkPolicy === undefined) return { enforced: 'unknown', note: 'The CNI is not known.', remedy };
  return { enforced: row.networkPolicy.ingress, note: row.networkPolicy.note, remedy };
}

function compiledStarterTemplates(): { bodies: Record<string, CompiledTemplate>; partials: Record<string, CompiledTemplate> } {
  const bodies: Record<string, CompiledTemplate> = {};
  const partials: Record<string, CompiledTemplate> = {};
  for (const [path, specification] of Object.entries(templates)) {
    if (!path.startsWith('starter/')) continue;
    const name = path.slice('starter/'.length);
    const partial = /(?:^|\/)_([^/]+)\.hbs$/.exec(name)?.[1];
    if (partial === undefined) bodies[name] = templateFromSpecification(specification);
    else partials[partial] = templateFromSpecification(specification);
  }
  return { bodies, partials };
}
