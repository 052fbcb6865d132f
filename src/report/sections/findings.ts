import { isAbout } from '../../catalog/guides-schema.js';
import type { Finding } from '../../catalog/schema.js';
import type { ReportContext } from '../context.js';
import { type Fact, factOf } from '../evidence.js';
import { prose, type Text } from '../markdown.js';

export interface FindingView {
  readonly id: string;
  readonly severity: 'Critical' | 'Warning' | 'Note';
  readonly title: Text;
  readonly explanation: Text;
  readonly remedy: Text;
  readonly fact: Fact;
}

export interface Findings {
  /** an alternative is recommended */
  readonly chosen: boolean;
  /** about the platform or about the first alternative; critical first */
  readonly mine: readonly FindingView[];
  /** about other alternatives that meet every must, in one line each */
  readonly others: readonly { readonly title: Text; readonly about: string; readonly fact: Fact }[];
}

const severities = { critical: 'Critical', warning: 'Warning', note: 'Note' } as const;
const order = ['critical', 'warning', 'note'];

/** Findings about the platform and the plan, those of the recommended alternative in full. */
export function findingsSection(context: ReportContext): Findings {
  const sorted = [...context.decision.findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const mine = sorted.filter((finding) => concerns(context, finding));
  const inPlay = context.decision.ranking.filter(({ feasible }) => feasible || context.winner === undefined);
  return {
    chosen: context.winner !== undefined,
    mine: mine.map((finding) => ({
      id: finding.id,
      severity: severities[finding.severity],
      title: prose(finding.title),
      explanation: prose(finding.explanation),
      remedy: prose(finding.remedy),
      fact: findingFact(context, finding),
    })),
    others: sorted
      .filter((finding) => !mine.includes(finding) && inPlay.some(({ alternative }) => isAbout({ for: finding.appliesTo }, alternative)))
      .map((finding) => ({
        title: prose(finding.title),
        about: (finding.appliesTo ?? [])
          .filter((id) => inPlay.some(({ alternative }) => isAbout({ for: [id] }, alternative)))
          .map((id) => aboutTitle(context, id))
          .join(', '),
        fact: findingFact(context, finding),
      })),
  };
}

/** The findings that hold whatever wins, and those about the winner. */
function concerns(context: ReportContext, finding: Finding): boolean {
  if (finding.appliesTo === undefined) return true;
  return context.winner !== undefined && isAbout({ for: finding.appliesTo }, context.winner.alternative);
}

function findingFact(context: ReportContext, finding: Finding): Fact {
  return factOf(context.knowledge.catalog, `finding#${finding.id}`, finding.explanation, 'documented', finding.sources);
}

function aboutTitle(context: ReportContext, id: string): string {
  for (const { alternative } of context.decision.ranking) {
    if (alternative.id === id) return alternative.variant.short;
    if (alternative.candidate.id === id) return alternative.candidate.title;
  }
  return id;
}
