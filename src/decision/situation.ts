import type { ModelParameters } from '../catalog/model-schema.js';
import type { BurdenId } from '../catalog/schema.js';
import { answerAt, isGrid, isList } from '../condition/answer-value.js';
import { type AnswerValue, type Facts, holds, levelRank, type NeedLevel, needLevels } from '../condition/condition.js';
import type { Effect, Importance, Permission, Question, Questionnaire } from '../questionnaire/schema.js';
import { importances } from '../questionnaire/terms.js';

/** Answers by question id. A question that is missing is unknown. */
export type Answers = Readonly<Record<string, AnswerValue>>;

/** Where a need, priority or permission comes from. */
export interface Origin {
  readonly kind: 'answer' | 'rule';
  /** question id, `grid.row`, or rule id */
  readonly id: string;
  readonly value: string;
}

export interface Need {
  readonly capability: string;
  readonly level: NeedLevel;
  /** every origin, also those of lower levels */
  readonly origins: readonly (Origin & { readonly level: NeedLevel })[];
}

/** What the answers say, in the terms of the decision. */
export interface Situation {
  /** by capability id, in order of first mention; levels `no` are left out */
  readonly needs: readonly Need[];
  readonly importance: Readonly<Record<BurdenId, { readonly level: Importance | 'absent'; readonly origins: readonly Origin[] }>>;
  readonly permissions: Readonly<Record<Permission, { readonly value: boolean | undefined; readonly origin?: Origin }>>;
  /** quantities by id, from answers, effects and defaults; `assumed` marks defaults */
  readonly profile: Readonly<Record<string, { readonly value: number; readonly assumed: boolean }>>;
  /** alternatives or other meshes that run today */
  readonly runs: readonly string[];
  /** candidates that the team has run */
  readonly knows: readonly string[];
  readonly facts: Facts;
}

/**
 * Needs, priorities, permissions and profile from answers: effects of answers first, then rules in file order.
 * A capability needed twice takes the highest level and keeps every origin. Answers to questions that do not apply are ignored.
 */
export function situationOf(questionnaire: Questionnaire, model: ModelParameters, answers: Answers): Situation {
  const needs = new Map<string, { level: NeedLevel; origins: (Origin & { level: NeedLevel })[] }>();
  const importance = new Map<BurdenId, { level: Importance; origins: Origin[] }>();
  const permissions = new Map<Permission, { value: boolean; origin: Origin }>();
  const profile = new Map<string, number>();
  const runs: string[] = [];
  const knows: string[] = [];

  const applicable = applicableAnswers(questionnaire, answers);
  const facts: Facts = {
    answer: (question) => answerAt(applicable, question),
    need: (capability) => needs.get(capability)?.level,
    profile: (quantity) => profile.get(quantity) ?? assumedQuantity(model, quantity, profile),
  };

  const apply = (effect: Effect, origin: Origin) => {
    if ('need' in effect) {
      const known = needs.get(effect.need) ?? { level: 'no', origins: [] };
      known.origins.push({ ...origin, level: effect.level });
      if (levelRank(effect.level) > levelRank(known.level)) known.level = effect.level;
      needs.set(effect.need, known);
    } else if ('priority' in effect) {
      const known = importance.get(effect.priority);
      const level =
        known !== undefined && importances.indexOf(known.level) > importances.indexOf(effect.importance) ? known.level : effect.importance;
      importance.set(effect.priority, { level, origins: [...(known?.origins ?? []), origin] });
    } else if ('permit' in effect) {
      permissions.set(effect.permit, { value: effect.value, origin });
    } else if ('profile' in effect) {
      profile.set(effect.profile, effect.value);
    } else if ('runs' in effect) {
      if (!runs.includes(effect.runs)) runs.push(effect.runs);
    } else if (!knows.includes(effect.knows)) {
      knows.push(effect.knows);
    }
  };

  for (const question of questionsOf(questionnaire)) {
    const value = applicable[question.id];
    if (value === undefined) continue;
    if (question.type === 'number' && question.profile !== undefined && typeof value === 'number') profile.set(question.profile, value);
    for (const { effect, origin } of effectsOf(question, value)) apply(effect, origin);
  }
  for (const rule of questionnaire.rules) {
    if (!holds(rule.when, facts)) continue;
    for (const effect of rule.effects) apply(effect, { kind: 'rule', id: rule.id, value: rule.why });
  }

  const quantities = Object.keys(model.profile).map((id): [string, { value: number; assumed: boolean }] => {
    const given = profile.get(id);
    return [
      id,
      given === undefined ? { value: assumedQuantity(model, id, profile) ?? 0, assumed: true } : { value: given, assumed: false },
    ];
  });

  return {
    needs: [...needs].filter(([, need]) => need.level !== 'no').map(([capability, need]) => ({ capability, ...need })),
    importance: {
      cash: importanceOf('cash'),
      'adopt-effort': importanceOf('adopt-effort'),
      'run-effort': importanceOf('run-effort'),
      latency: importanceOf('latency'),
      longevity: importanceOf('longevity'),
      footprint: importanceOf('footprint'),
    },
    permissions: {
      'commercial-licence': permissionOf('commercial-licence'),
      'application-changes': permissionOf('application-changes'),
      'beta-features': permissionOf('beta-features'),
    },
    profile: Object.fromEntries(quantities),
    runs,
    knows,
    facts: { ...facts, need: (capability) => needs.get(capability)?.level ?? 'no' },
  };

  function importanceOf(burden: BurdenId): { level: Importance | 'absent'; origins: readonly Origin[] } {
    const stated = importance.get(burden);
    if (stated !== undefined) return stated;
    const assumed = model.defaultImportance[burden];
    return { level: assumed === undefined ? 'absent' : assumed.importance, origins: [] };
  }

  function permissionOf(permission: Permission): { value: boolean | undefined; origin?: Origin } {
    return permissions.get(permission) ?? { value: undefined };
  }
}

/** All questions in the order asked. */
export function questionsOf(questionnaire: Questionnaire): readonly Question[] {
  return questionnaire.sections.flatMap((section) => section.questions);
}

/** The answers to questions whose condition holds (conditions may look at earlier answers only). */
export function applicableAnswers(questionnaire: Questionnaire, answers: Answers): Answers {
  const applicable: Record<string, AnswerValue> = {};
  const facts: Facts = {
    answer: (question) => answerAt(applicable, question),
    need: () => undefined,
    profile: () => undefined,
  };
  for (const question of questionsOf(questionnaire)) {
    const value = answers[question.id];
    if (value !== undefined && (question.when === undefined || holds(question.when, facts))) applicable[question.id] = value;
  }
  return applicable;
}

/** Whether a question applies, given the answers so far. */
export function applies(question: Question, answers: Answers): boolean {
  return (
    question.when === undefined ||
    holds(question.when, { answer: (id) => answerAt(answers, id), need: () => undefined, profile: () => undefined })
  );
}

function effectsOf(question: Question, value: AnswerValue): { effect: Effect; origin: Origin }[] {
  switch (question.type) {
    case 'choice':
    case 'choices': {
      const chosen = isList(value) ? value : [value];
      return question.options
        .filter((option) => chosen.includes(option.value))
        .flatMap((option) =>
          option.effects.map((effect) => ({ effect, origin: { kind: 'answer' as const, id: question.id, value: option.value } })),
        );
    }
    case 'yes-no':
      return (value === true ? question.yes : question.no).map((effect) => ({
        effect,
        origin: { kind: 'answer' as const, id: question.id, value: value === true ? 'yes' : 'no' },
      }));
    case 'grid':
      return question.rows.flatMap((row) => {
        const level = isGrid(value) ? value[row.capability] : undefined;
        if (level === undefined) return [];
        return [
          {
            effect: { need: row.capability, level },
            origin: { kind: 'answer' as const, id: `${question.id}.${row.capability}`, value: level },
          },
        ];
      });
    case 'number':
    case 'text':
      return [];
  }
}

/** A quantity that nobody stated: a default, or a multiple of another quantity. */
function assumedQuantity(model: ModelParameters, id: string, given: ReadonlyMap<string, number>): number | undefined {
  const entry = model.profile[id];
  if (entry === undefined) return undefined;
  if (entry.from === undefined) return entry.default;
  const base = given.get(entry.from) ?? assumedQuantity(model, entry.from, given);
  return base === undefined ? undefined : base * (entry.times ?? 1);
}

/** Type guard for level words. */
export function isNeedLevel(value: unknown): value is NeedLevel {
  return typeof value === 'string' && (needLevels as readonly string[]).includes(value);
}
