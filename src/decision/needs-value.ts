import type { Alternative, Catalog } from '../catalog/catalog.js';
import type { Range } from '../catalog/schema.js';
import { levelRank, type NeedLevel } from '../condition/condition.js';
import { ownDays, parameter } from './effort.js';
import type { Need, Situation } from './situation.js';
import { type Support, supportOf } from './support.js';

/** What an alternative gives for one need. */
export interface NeedValue {
  readonly need: Need;
  readonly support: Support;
  /** [low, likely, high] in [0, 1] */
  readonly value: Range;
  /** false: the wish is left undone, because it alone would cost more own work than a wish is worth */
  readonly reliedOn: boolean;
  /** the need of the same product that excludes this one, when there is one */
  readonly excludedBy?: string;
}

/** Levels that weigh: must, should and nice. */
export function weighs(level: NeedLevel): level is 'must' | 'should' | 'nice' {
  return levelRank(level) >= levelRank('nice');
}

/**
 * The value of each weighing need under an alternative (decision-model section 3): the utility of its support level, or the
 * statement's own with its reason. A wish (should, nice) that alone would cost more person-days of own work or add-ons than
 * `should-worth-days` or `nice-worth-days` of model.yaml is left undone: value 0 and no work charged. Components that the
 * alternative itself or a must brings anyway cost a wish nothing. Of two needs that exclude
 * each other in a product, the weaker gets 0. A free edition gets nothing for what only the commercial edition has.
 */
export function needValues(catalog: Catalog, alternative: Alternative, situation: Situation): NeedValue[] {
  const capabilities = new Map(catalog.capabilities.map((capability) => [capability.id, capability]));
  const supports = situation.needs
    .filter((need) => weighs(need.level))
    .flatMap((need) => {
      const capability = capabilities.get(need.capability);
      return capability === undefined ? [] : [{ need, support: supportOf(catalog, alternative, capability, situation.facts) }];
    });
  const present = new Set([
    ...alternative.variant.effort.components,
    ...supports.filter(({ need }) => need.level === 'must').flatMap(({ support }) => support.statement.components),
  ]);
  return supports.map(({ need, support }, index) => {
    const excluding = supports.find(
      (other, otherIndex) =>
        otherIndex !== index &&
        (support.statement.conflicts.includes(other.need.capability) || other.support.statement.conflicts.includes(need.capability)) &&
        (levelRank(other.need.level) > levelRank(need.level) || (other.need.level === need.level && otherIndex < index)),
    );
    if (excluding !== undefined) return { need, support, value: [0, 0, 0], reliedOn: false, excludedBy: excluding.need.capability };
    if (support.onlyIn !== undefined) return { need, support, value: [0, 0, 0], reliedOn: false };
    if (
      need.level !== 'must' &&
      ownDays(catalog, support, situation, present) >
        parameter(catalog.model, need.level === 'should' ? 'should-worth-days' : 'nice-worth-days')
    ) {
      return { need, support, value: [0, 0, 0], reliedOn: false };
    }
    return {
      need,
      support,
      value: support.statement.utility?.value ?? catalog.model.utilities[support.statement.level].value,
      reliedOn: true,
    };
  });
}
