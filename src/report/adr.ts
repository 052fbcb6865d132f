import { burdens } from '../catalog/schema.js';
import type { ReportInput } from './input.js';
import { md, prose, type Text } from './markdown.js';
import { points } from './quantities.js';
import type { ReportView } from './view.js';
import { burdenWords, needWords } from './words.js';

export interface AdrView {
  readonly report: ReportView;
  readonly drivers: readonly Text[];
  readonly options: readonly { readonly title: string; readonly summary: Text }[];
  readonly chosen: Text;
  readonly noChoice: boolean;
  readonly confirmation: readonly Text[];
}

/** The view of the decision record (MADR 4): drivers from needs and weighed burdens, options by place, confirmation from the proof kit. */
export function adrView(report: ReportView, { decision, knowledge }: ReportInput): AdrView {
  const title = (id: string) => knowledge.catalog.capabilities.find((capability) => capability.id === id)?.title ?? id;
  const needs = decision.situation.needs
    .filter(({ level }) => level === 'must' || level === 'should')
    .map(({ capability, level }) => `${title(capability)} (${needWords[level]})`);
  const weighed = burdens
    .filter((burden) => ['important', 'decisive'].includes(decision.situation.importance[burden].level))
    .map((burden) => `${burdenWords[burden]} (${decision.situation.importance[burden].level})`);
  return {
    report,
    drivers: [...needs, ...weighed],
    options: decision.ranking.map(({ alternative, score, feasible }) => ({
      title: alternative.variant.title,
      summary: md`${prose(alternative.variant.summary)} Score ${points(score.score)} of 100${feasible ? '' : '; ruled out by a must'}.`,
    })),
    chosen: decision.winner?.alternative.variant.title ?? '',
    noChoice: decision.winner === undefined,
    confirmation: report.proof.trials.slice(0, 6).map((trial) => md`${trial.title}: ${trial.pass}`),
  };
}
