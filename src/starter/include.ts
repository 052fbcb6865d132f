import type { StarterInclude, StarterPlanPart } from './plan-schema.js';

/** What a plan has once the parts that it includes are merged in. */
export type PlanContents = Omit<StarterPlanPart, 'include'>;

/**
 * A plan with the parts that it includes, and those that they include, merged in: parts first, in the order named, each once. A part taken
 * in under a condition brings its steps and files under that condition, and its flags without any.
 * @param file path of the plan relative to templates/starter, for messages
 * @throws Error for a part that is not there or includes itself, for a flag with two meanings, and for a refusal under a condition
 */
export function withParts(file: string, plan: StarterPlanPart, parts: ReadonlyMap<string, StarterPlanPart>): PlanContents {
  const included = new Map<string, PlanContents>();
  collect(file, plan, { parts, included, trail: [file], when: [], pins: {} });
  const all = [...included.values(), plan];
  const flags: PlanContents['flags'] = {};
  for (const { flags: own } of all) {
    for (const [name, condition] of Object.entries(own)) {
      if (flags[name] !== undefined && JSON.stringify(flags[name]) !== JSON.stringify(condition))
        throw new Error(`${file}: the flag ${name} has two meanings`);
      flags[name] = condition;
    }
  }
  return {
    refuse: [...plan.refuse, ...[...included.values()].flatMap(({ refuse }) => refuse)],
    flags,
    steps: all.flatMap(({ steps }) => steps),
    files: all.flatMap(({ files }) => files),
    topology: all.map(({ topology }) => topology).findLast((topology) => topology !== undefined),
  };
}

interface Collecting {
  readonly parts: ReadonlyMap<string, StarterPlanPart>;
  /** by path, condition and pins: what is taken in twice in the same way counts once */
  readonly included: Map<string, PlanContents>;
  readonly trail: readonly string[];
  readonly when: readonly string[];
  readonly pins: Readonly<Record<string, string>>;
}

function collect(file: string, plan: StarterPlanPart, above: Collecting): void {
  for (const entry of plan.include) {
    const part = above.parts.get(entry.plan);
    if (part === undefined) throw new Error(`${file}: there is no part ${entry.plan}`);
    if (above.trail.includes(entry.plan)) throw new Error(`${file}: parts include one another: ${[...above.trail, entry.plan].join(', ')}`);
    const when = [...new Set([...above.when, ...entry.when])];
    const pins = { ...entry.pins, ...above.pins };
    if (when.length > 0 && part.refuse.length > 0)
      throw new Error(`${file}: ${entry.plan} refuses situations, so it cannot be included under a condition`);
    collect(entry.plan, part, { ...above, trail: [...above.trail, entry.plan], when, pins });
    const taken = takenIn(part, { plan: entry.plan, when, pins });
    above.included.set(JSON.stringify([entry.plan, when, Object.entries(pins).sort()]), taken);
  }
}

function takenIn(part: StarterPlanPart, { when, pins }: StarterInclude): PlanContents {
  return {
    refuse: part.refuse,
    flags: part.flags,
    steps: part.steps.map((step) => {
      const own = { ...step, when: [...when, ...step.when] };
      return own.kind === 'folder' ? own : { ...own, pin: pins[own.pin] ?? own.pin };
    }),
    files: part.files.map((file) => ({ ...file, when: [...when, ...file.when] })),
    topology: part.topology,
  };
}
