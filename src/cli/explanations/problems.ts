import { catalogRules } from '../../catalog/lint/rules.js';
import type { Knowledge } from '../../decision/decide.js';
import { problemGuides } from '../../generated/problems.js';
import { recognition } from '../../generated/recognition.js';
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

/** Something that `inspect` may have seen in a cluster. */
export function explainClusterNote(_knowledge: Knowledge, id: string): Explanation[] {
  return recognition.notes
    .filter((note) => note.id === id)
    .map(({ note, sources }) => ({
      id,
      kind: 'note about a cluster',
      title: 'What `mesh-advisor inspect` may see in a cluster',
      sections: [...section('Meaning', [note]), ...section('Sources', sources)],
    }));
}

/** Ids of problems, of the rules for overlays, and of notes about clusters. */
export function problemIds(): string[] {
  return [
    ...problemGuides.map(({ id }) => id),
    ...catalogRules.filter(({ overlay }) => overlay).map(({ name }) => name),
    ...recognition.notes.map((note) => note.id),
  ];
}
