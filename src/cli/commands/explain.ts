import type { Command } from 'commander';
import { alternativesOf } from '../../catalog/catalog.js';
import type { Knowledge } from '../../decision/decide.js';
import { suggest } from '../../document/suggest.js';
import { outputWidth } from '../columns.js';
import type { CommonOptions } from '../common-options.js';
import type { Context } from '../context.js';
import {
  explainAlternative,
  explainCapability,
  explainComponent,
  explainFinding,
  explainPlatform,
  explainSource,
} from '../explanations/catalog-records.js';
import { type Explanation, explanationText } from '../explanations/explanation.js';
import { explainClusterNote, explainLintRule, explainProblem, problemIds } from '../explanations/problems.js';
import { explainContradiction, explainQuestion, explainRule } from '../explanations/questionnaire-records.js';
import { writeResult } from '../output.js';
import { UsageError } from '../usage-error.js';

/** `mesh-advisor explain ID`: what an id means, what it rests on, and what depends on it. */
export function explainCommand(root: Command, { streams, knowledge }: Context): void {
  root
    .command('explain')
    .description('what an id means, what it rests on, and what depends on it')
    .argument('<id>', 'a capability, question, alternative, platform, source, finding, component, rule, contradiction or problem')
    .action((id: string, options: CommonOptions) => {
      const explanations = explanationsOf(knowledge, id);
      if (explanations.length === 0) {
        const near = suggest(id, explainableIds(knowledge));
        throw new UsageError(
          `nothing is called ${id}${near === undefined ? '; mesh-advisor compare lists capabilities and alternatives' : `\n  did you mean ${near}?`}`,
          'unknown-id',
        );
      }
      const width = outputWidth(streams.out.columns, streams.env);
      writeResult(streams, options, { kind: 'document', json: explanations, text: explanationText(explanations, width) });
    });
}

/** Everything that an id names; one id may name several things, such as a platform and a finding. */
export function explanationsOf(knowledge: Knowledge, id: string): Explanation[] {
  const explainers = [
    explainCapability,
    explainQuestion,
    explainAlternative,
    explainPlatform,
    explainFinding,
    explainComponent,
    explainRule,
    explainContradiction,
    explainSource,
    explainProblem,
    explainClusterNote,
    explainLintRule,
  ];
  return explainers.flatMap((explain) => explain(knowledge, id));
}

/** Every id that can be explained. */
export function explainableIds({ catalog, questionnaire }: Knowledge): string[] {
  const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);
  return [
    ...ids(catalog.capabilities),
    ...ids(questionnaire.sections.flatMap(({ questions }) => questions)),
    ...ids(catalog.candidates),
    ...ids(alternativesOf(catalog)),
    ...ids(catalog.platforms),
    ...ids(catalog.findings),
    ...ids(catalog.components),
    ...ids(questionnaire.rules),
    ...ids(questionnaire.contradictions),
    ...Object.keys(catalog.sources),
    ...problemIds(),
  ];
}
