import { type ConditionWords, conditionProblems } from '../catalog/lint/condition-problems.js';
import { builtInFlags } from './flags.js';
import type { StarterData } from './load.js';
import type { StarterPlan } from './plan-schema.js';

/** A mistake in a plan or a template that no run need show: a condition that is never true fails nothing and leaves files out. */
export interface StarterLintProblem {
  /** alternative, or path of the template relative to templates/starter */
  readonly place: string;
  readonly message: string;
}

/**
 * What plans and templates ask that no answer can give: questions, options, capabilities and quantities that do not exist, flags that no
 * plan with the template defines, and flags that nothing reads.
 */
export function lintStarter(data: StarterData, words: ConditionWords): StarterLintProblem[] {
  const plans = Object.values(data.plans);
  const texts = templateTexts(data);
  return [
    ...plans.flatMap((plan) => planConditionProblems(plan, words)),
    ...unknownFlags(plans, texts),
    ...unreadFlags(plans, texts),
    ...[...texts].flatMap(([place, text]) => comparisonProblems(place, text, words)),
  ];
}

function planConditionProblems(plan: StarterPlan, words: ConditionWords): StarterLintProblem[] {
  return [
    ...Object.entries(plan.flags).flatMap(([flag, condition]) =>
      conditionProblems(condition, words).map((message) => ({ place: plan.alternative, message: `flag ${flag}: ${message}` })),
    ),
    ...plan.refuse.flatMap(({ when }, index) =>
      conditionProblems(when, words).map((message) => ({ place: plan.alternative, message: `refuse[${index}]: ${message}` })),
    ),
  ];
}

/** A template reads a flag that no plan with this template has; where only some have it, the engine is strict when it renders. */
function unknownFlags(plans: readonly StarterPlan[], texts: ReadonlyMap<string, string>): StarterLintProblem[] {
  const known = new Map<string, Set<string>>();
  for (const plan of plans) {
    for (const place of reached(plan, texts)) {
      const flags = known.get(place) ?? new Set<string>(builtInFlags);
      for (const flag of Object.keys(plan.flags)) flags.add(flag);
      known.set(place, flags);
    }
  }
  return [...known].flatMap(([place, flags]) =>
    [...new Set(flagsIn(texts.get(place) ?? ''))]
      .filter((flag) => !flags.has(flag))
      .map((flag) => ({ place, message: `reads the flag ${flag}, which no plan with this template has` })),
  );
}

/** Flags that no `when` and no template of any plan with them reads: what is left of something that went away. */
function unreadFlags(plans: readonly StarterPlan[], texts: ReadonlyMap<string, string>): StarterLintProblem[] {
  const read = new Map(
    plans.map((plan) => [
      plan,
      new Set([
        ...plan.files.flatMap(({ when }) => when.map(withoutNot)),
        ...plan.steps.flatMap(({ when, unwaitedWhen }) => [...when, ...unwaitedWhen].map(withoutNot)),
        ...reached(plan, texts).flatMap((place) => flagsIn(texts.get(place) ?? '')),
      ]),
    ]),
  );
  const all = new Set(plans.flatMap(({ flags }) => Object.keys(flags)));
  return [...all].flatMap((flag) => {
    const having = plans.filter(({ flags }) => flags[flag] !== undefined);
    return having.some((plan) => read.get(plan)?.has(flag) === true)
      ? []
      : [{ place: having.map(({ alternative }) => alternative).join(', '), message: `nothing reads the flag ${flag}` }];
  });
}

/** fields of the view that hold the answer to a question, as it is */
const answered: Readonly<Record<string, string>> = {
  distribution: 'distribution',
  cni: 'cni',
  gitops: 'gitops-tool',
  certificateSource: 'certificate-source',
  crossClusterCalls: 'cross-cluster-calls',
  clusterNetwork: 'cluster-network',
};

/** `{{#if (eq cni "calico")}}` compares with an option of its question. */
function comparisonProblems(place: string, text: string, words: ConditionWords): StarterLintProblem[] {
  return [...text.matchAll(/\beq (?:@root\.)?([A-Za-z]+) "([^"]*)"/g)].flatMap(([, field = '', value = '']) => {
    const question = answered[field];
    if (question === undefined) return [];
    return conditionProblems({ question, is: value }, words).map((message) => ({ place, message }));
  });
}

function withoutNot(term: string): string {
  return term.replace(/^!/, '');
}

function flagsIn(text: string): string[] {
  return [...text.matchAll(/\bflags\.(?:\[([a-z0-9-]+)\]|([a-z0-9-]+))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** Templates of a plan and all partials that they call, by path; a partial by its name with a leading `_`. */
function reached(plan: StarterPlan, texts: ReadonlyMap<string, string>): string[] {
  const found = new Set<string>();
  const visit = (place: string) => {
    if (found.has(place)) return;
    found.add(place);
    for (const [, name = ''] of (texts.get(place) ?? '').matchAll(/\{\{~?>\s*([a-z0-9-]+)/g)) visit(`_${name}`);
  };
  for (const { template } of plan.files) visit(template);
  return [...found];
}

function templateTexts(data: StarterData): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(data.templates),
    ...Object.entries(data.partials).map(([name, text]): [string, string] => [`_${name}`, text]),
  ]);
}
