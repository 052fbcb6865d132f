import { catalogRules } from '../../catalog/lint/rules.js';
import type { Knowledge } from '../../decision/decide.js';
import { problemGuides } from '../../generated/problems.js';
import { type Explanation, section } from './explanation.js';

/** A problem that a message names in brackets. */
export function explainProblem(_knowledge: Knowledge, id: string): Explanation[] {
  return problemGuides
    .filter((guide) => guide.id === id)
    .map(({ title, meaning, remedy }) => ({
      id,
      kind: 'problem',
      title,
      sections: [...section('Meaning', [meaning]), ...section('What to do', [remedy])],
    }));
}

/** A rule of the data lint that an overlay is held to. */
export function explainLintRule(_knowledge: Knowledge, id: string): Explanation[] {
  return catalogRules
    .filter(({ name, overlay }) => overlay && name === id)
    .map(({ description }) => ({
      id,
      kind: 'rule of the catalog',
      title: 'What a catalog and an overlay are held to',
      sections: [
        ...section('Meaning', [description]),
        ...section('What to do', ['Correct the record that the message names; docs/contributing-facts.md describes it.']),
      ],
    }));
}

/** Ids of problems and of the rules for overlays. */
export function problemIds(): string[] {
  return [...problemGuides.map(({ id }) => id), ...catalogRules.filter(({ overlay }) => overlay).map(({ name }) => name)];
}
