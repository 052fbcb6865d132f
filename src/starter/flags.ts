import { type Facts, holds } from '../condition/condition.js';
import type { StarterPlan } from './plan-schema.js';
import type { StarterViewBase } from './view.js';

/** Named conditions of a plan, evaluated. */
export type Flags = Readonly<Record<string, boolean>>;

/** Flags that every plan has: they follow the view, so that a question left open has the view's default. */
export const builtInFlags = [
  'multi-cluster',
  'single-cluster',
  'multi-region',
  'argo-cd',
  'flux',
  'gitops',
  'no-gitops',
  'policies-enforced',
  'policies-not-enforced',
  'cert-manager-ca',
  'vault-ca',
] as const;

/**
 * Evaluates a plan's flags. Reading a flag that no plan has is an error, in the engine and in templates.
 * @throws Error when a plan redefines a built-in flag
 */
export function evaluateFlags(plan: StarterPlan, view: StarterViewBase, facts: Facts): Flags {
  const own = Object.entries(plan.flags).map(([name, condition]) => [name, holds(condition, facts)] as const);
  const taken = own.find(([name]) => builtInFlags.some((builtIn) => builtIn === name));
  if (taken !== undefined) throw new Error(`the flag ${taken[0]} is built in`);
  const builtIn: Readonly<Record<(typeof builtInFlags)[number], boolean>> = {
    'multi-cluster': view.multiCluster,
    'single-cluster': !view.multiCluster,
    'multi-region': view.regions.length > 1,
    'argo-cd': view.gitops === 'argo-cd',
    flux: view.gitops === 'flux',
    gitops: view.gitops !== 'none',
    'no-gitops': view.gitops === 'none',
    'policies-enforced': view.networkPolicyEnforcement.enforced === 'yes',
    'policies-not-enforced': view.networkPolicyEnforcement.enforced !== 'yes',
    'cert-manager-ca': view.certificateSource === 'cert-manager',
    'vault-ca': view.certificateSource === 'vault',
  };
  return strictRecord({ ...builtIn, ...Object.fromEntries(own) });
}

/** Whether all names of a `when` hold: `name` must, `!name` must not. */
export function conditionHolds(when: readonly string[], flags: Flags, where: string): boolean {
  return when.every((term) => {
    const negated = term.startsWith('!');
    const value = flags[negated ? term.slice(1) : term];
    if (value === undefined) throw new Error(`${where}: there is no flag ${term}`);
    return value !== negated;
  });
}

function strictRecord(flags: Record<string, boolean>): Flags {
  return new Proxy(flags, {
    get(target, name) {
      if (typeof name === 'string' && !Object.hasOwn(target, name)) throw new Error(`there is no flag ${name}`);
      return typeof name === 'string' ? target[name] : undefined;
    },
  });
}
