import { type GuideItem, isAbout } from '../../catalog/guides-schema.js';
import { holds } from '../../condition/condition.js';
import type { ReportContext } from '../context.js';
import { type Fact, factOf } from '../evidence.js';
import { prose, type Text } from '../markdown.js';

/** The lines of a guide that hold in this situation, for the alternative that is recommended. */
export function guideLines(context: ReportContext, items: readonly GuideItem[]): Text[] {
  const { winner, decision } = context;
  return items
    .filter(({ when }) => when === undefined || holds(when, decision.situation.facts))
    .filter((item) => winner === undefined || isAbout(item, winner.alternative))
    .map(({ text }) => prose(text));
}

/** A step with its number. */
export interface NumberedLine {
  readonly number: number;
  readonly text: Text;
}

/** The same, numbered from 1. */
export function numberedLines(context: ReportContext, items: readonly GuideItem[]): NumberedLine[] {
  return guideLines(context, items).map((text, index) => ({ number: index + 1, text }));
}

/** The chain of a guide's entry: `guides/adoption#linkerd-pilot`. */
export function guideFact(context: ReportContext, part: string, id: string, text: string, sources: readonly string[]): Fact {
  return factOf(context.knowledge.catalog, `guides/${part}#${id}`, text, 'documented', sources);
}
