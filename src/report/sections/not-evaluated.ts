import { holds } from '../../condition/condition.js';
import type { ReportContext } from '../context.js';
import type { Fact } from '../evidence.js';
import { prose, type Text } from '../markdown.js';
import { guideFact } from './guide-lines.js';

/** Options that are in play in this situation and were not scored, with the reason. */
export function notEvaluatedSection(context: ReportContext): {
  options: readonly { readonly title: string; readonly reason: Text; readonly fact: Fact }[];
} {
  return {
    options: context.guides.notEvaluated
      .filter(({ when }) => holds(when, context.decision.situation.facts))
      .map((option) => ({
        title: option.title,
        reason: prose(option.reason),
        fact: guideFact(context, 'not-evaluated', option.id, option.reason, option.sources),
      })),
  };
}
