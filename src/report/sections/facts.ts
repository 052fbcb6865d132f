import { burdens } from '../../catalog/schema.js';
import { weighs } from '../../decision/needs-value.js';
import { burdenFact } from '../burden-facts.js';
import { capabilityOf, type ReportContext } from '../context.js';
import { type Fact, factId, sourceText, supportFact } from '../evidence.js';
import { code, joined, type Markdown, prose, type Text } from '../markdown.js';
import { burdenWords, levelWords } from '../words.js';

export interface FactSheet {
  readonly title: string;
  readonly facts: readonly {
    readonly ids: Markdown;
    readonly what: string;
    readonly text: Text;
    readonly sources: Markdown;
    readonly fact: Fact;
  }[];
}

/** Facts of needs by capability, then of burdens: every statement that the decision used, with all its sources. */
export function factsSection(context: ReportContext): { sheets: readonly FactSheet[] } {
  const { decision } = context;
  const needs = decision.situation.needs
    .filter((need) => weighs(need.level))
    .map((need): FactSheet => {
      const groups = new Map<string, { ids: Set<string>; level: string; fact: Fact }>();
      for (const { needs: values } of decision.ranking) {
        for (const { support } of values.filter((value) => value.need.capability === need.capability)) {
          const key = JSON.stringify(support.statement);
          const group = groups.get(key) ?? {
            ids: new Set<string>(),
            level: statementWords(support.statement),
            fact: supportFact(context.knowledge.catalog, support),
          };
          group.ids.add(factId(support));
          groups.set(key, group);
        }
      }
      return {
        title: capabilityOf(context, need.capability).title,
        facts: [...groups.values()].map(({ ids, level, fact }) => shown([...ids].sort(), level, fact)),
      };
    });
  const weighed = burdens.filter((burden) => decision.situation.importance[burden].level !== 'absent');
  const sheets = weighed.map(
    (burden): FactSheet => ({
      title: burdenWords[burden],
      facts: decision.ranking.map((assessment) => {
        const fact = burdenFact(context, assessment, burden);
        return shown([fact.fact], assessment.alternative.variant.short, fact);
      }),
    }),
  );
  return { sheets: [...needs, ...sheets] };
}

function shown(ids: readonly string[], what: string, fact: Fact): FactSheet['facts'][number] {
  return {
    ids: joined(ids.map(code), ', '),
    what: `${what}, ${fact.basis}`,
    text: prose(fact.text),
    sources: fact.sources.length === 0 ? { markdown: 'no source: the catalog states nothing' } : joined(fact.sources.map(sourceText), '; '),
    fact,
  };
}

function statementWords({
  level,
  since,
  maturity,
}: {
  level: keyof typeof levelWords;
  since: string | null;
  maturity: string | null;
}): string {
  return [
    levelWords[level],
    ...(since === null ? [] : [`since ${since}`]),
    ...(maturity === null || maturity === 'stable' ? [] : [maturity]),
  ].join(', ');
}
