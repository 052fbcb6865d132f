import type { Alternative, Catalog } from '../catalog/catalog.js';
import type { ModelParameters } from '../catalog/model-schema.js';
import type { Component, Range, Work } from '../catalog/schema.js';
import type { Need, Situation } from './situation.js';
import type { Support } from './support.js';

/** People's work: person-days once and person-days a month, each as low, likely, high. */
export interface Effort {
  readonly adopt: Range;
  readonly run: Range;
}

/** One line of the effort account. */
export interface EffortLine extends Effort {
  readonly kind: 'component' | 'work' | 'migration';
  /** component id, `candidate/variant`, or capability id */
  readonly id: string;
  readonly title: string;
  /** capabilities for whose sake it is charged; empty for the base of the alternative */
  readonly neededFor: readonly string[];
}

export interface EffortAccount extends Effort {
  readonly lines: readonly EffortLine[];
}

const none: Effort = { adopt: [0, 0, 0], run: [0, 0, 0] };

/**
 * Work per service falls with practice and templates: n services cost n^0.75 times one. Computed as √(n·√n), so that every
 * machine agrees to the bit.
 */
export function practice(n: number): number {
  return Math.sqrt(n * Math.sqrt(n));
}

/** The work of one entry for this situation, in person-days (adopt) and person-days a month (run). */
export function workEffort(work: readonly Work[], situation: Situation): Effort {
  return work.reduce((sum, item) => add(sum, scale(item, multiplier(item, situation))), none);
}

/** The components that a statement relies on, with their work. */
export function componentsEffort(components: readonly Component[], situation: Situation): Effort {
  return components.reduce((sum, component) => add(sum, workEffort(component.work, situation)), none);
}

/**
 * Everything an alternative relies on, each component once: its own control and data plane, the add-ons and own work of the needs
 * that it is relied on for, and the migration from what runs today. Experience with the product and its running already lower the
 * base (parameters in model.yaml).
 */
export function effortOf(
  catalog: Catalog,
  alternative: Alternative,
  reliedOn: readonly { need: Need; support: Support }[],
  situation: Situation,
): EffortAccount {
  const model = catalog.model;
  const byId = new Map(catalog.components.map((component) => [component.id, component]));
  const factor = experience(model, alternative, situation);
  const lines: EffortLine[] = [];

  const base = alternative.variant.effort;
  for (const id of base.components) {
    const component = byId.get(id);
    if (component === undefined) continue;
    const effort = workEffort(component.work, situation);
    lines.push({
      kind: 'component',
      id,
      title: component.title,
      neededFor: [],
      adopt: times(effort.adopt, factor.adopt),
      run: times(effort.run, factor.run),
    });
  }
  const own = workEffort(base.work, situation);
  if (own.adopt[2] > 0 || own.run[2] > 0) {
    lines.push({
      kind: 'work',
      id: alternative.id,
      title: base.work.map((item) => item.why).join(' '),
      neededFor: [],
      adopt: times(own.adopt, factor.adopt),
      run: times(own.run, factor.run),
    });
  }

  const charged = new Map<string, string[]>();
  for (const { support } of reliedOn) {
    for (const id of support.statement.components) {
      if (base.components.includes(id)) continue;
      charged.set(id, [...(charged.get(id) ?? []), support.capability.id]);
    }
  }
  for (const [id, neededFor] of charged) {
    const component = byId.get(id);
    if (component === undefined) continue;
    lines.push({ kind: 'component', id, title: component.title, neededFor, ...workEffort(component.work, situation) });
  }
  for (const { support } of reliedOn) {
    if (support.statement.work.length === 0) continue;
    lines.push({
      kind: 'work',
      id: support.capability.id,
      title: `${support.capability.title}: ${support.statement.work.map((item) => item.why).join(' ')}`,
      neededFor: [support.capability.id],
      ...statementWork(support, situation),
    });
  }

  const leaving = situation.runs.filter((running) => running !== alternative.id && candidateOf(running) !== alternative.candidate.id);
  if (leaving.length > 0 && !situation.runs.includes(alternative.id)) {
    const days = parameter(model, 'migration-adopt-per-service') * practice(quantity(situation, 'services'));
    lines.push({
      kind: 'migration',
      id: leaving.join(', '),
      title: `Migration from ${leaving.join(', ')}`,
      neededFor: [],
      adopt: [days / 2, days, days * 2],
      run: [0, 0, 0],
    });
  }
  return { lines, ...lines.reduce<Effort>((sum, line) => add(sum, line), none) };
}

/** A quantity of the profile; 0 when the model does not know it. */
export function quantity(situation: Situation, id: string): number {
  return situation.profile[id]?.value ?? 0;
}

/** A parameter of the effort section of model.yaml. */
export function parameter(model: ModelParameters, id: string): number {
  const entry = model.effort[id];
  if (entry === undefined) throw new Error(`model.yaml has no effort parameter ${id}`);
  return entry.value;
}

/** Person-days (likely) that a statement costs to adopt: its own work, and its components but for those `present` anyway. */
export function ownDays(catalog: Catalog, support: Support, situation: Situation, present: ReadonlySet<string>): number {
  const components = catalog.components.filter(({ id }) => support.statement.components.includes(id) && !present.has(id));
  return statementWork(support, situation).adopt[1] + componentsEffort(components, situation).adopt[1];
}

/** Own work of a statement; do-it-yourself counts more where changes to applications must be argued for. */
function statementWork(support: Support, situation: Situation): Effort {
  const effort = workEffort(support.statement.work, situation);
  return support.statement.level === 'do-it-yourself' ? scale(effort, quantity(situation, 'own-work-factor')) : effort;
}

function experience(model: ModelParameters, alternative: Alternative, situation: Situation): { adopt: number; run: number } {
  const candidate = alternative.candidate.id;
  const known = situation.knows.includes(candidate);
  const run = known ? parameter(model, 'known-run-factor') : 1;
  if (situation.runs.includes(alternative.id)) return { adopt: parameter(model, 'running-adopt-factor'), run };
  if (situation.runs.some((running) => candidateOf(running) === candidate)) return { adopt: parameter(model, 'sibling-adopt-factor'), run };
  return { adopt: known ? parameter(model, 'known-adopt-factor') : 1, run };
}

function candidateOf(alternative: string): string {
  return alternative.split('/')[0] ?? alternative;
}

function multiplier(work: Work, situation: Situation): number {
  switch (work.per) {
    case 'once':
      return 1;
    case 'cluster':
      return practice(quantity(situation, 'clusters'));
    case 'language':
      return quantity(situation, 'languages');
    case 'service':
      return practice(quantity(situation, 'services'));
  }
}

function add(a: Effort, b: Effort): Effort {
  return { adopt: plus(a.adopt, b.adopt), run: plus(a.run, b.run) };
}

function scale(effort: Effort, factor: number): Effort {
  return { adopt: times(effort.adopt, factor), run: times(effort.run, factor) };
}

function plus(a: Range, b: Range): Range {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function times(range: Range, factor: number): Range {
  return [range[0] * factor, range[1] * factor, range[2] * factor];
}
