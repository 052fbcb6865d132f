import { alternativesOf, statementsFor } from '../../catalog/catalog.js';
import { citationsIn } from '../../catalog/lint/records.js';
import { describeRecord } from '../../catalog/lint/rule.js';
import { alternativesNamed, levelText } from '../../catalog/matrix.js';
import type { Statement } from '../../catalog/schema.js';
import type { Knowledge } from '../../decision/decide.js';
import { describeCondition } from '../../questionnaire/answers.js';
import { sourcesSection, statementLine, workText } from './evidence.js';
import { type Explanation, section } from './explanation.js';
import { dependingOn, leadingTo, mentionsNeed, relyingOn } from './uses.js';

/** A capability: meaning, statements, where it is asked for, what depends on it. */
export function explainCapability(knowledge: Knowledge, id: string): Explanation[] {
  const { catalog } = knowledge;
  return catalog.capabilities
    .filter((capability) => capability.id === id)
    .map((capability) => {
      const stated =
        capability.layer === 'mesh'
          ? sameTogether(
              alternativesOf(catalog).flatMap(({ candidate, variant }) =>
                statementsFor(candidate, variant.id, id).map((statement) => ({ label: variant.title, statement })),
              ),
            )
          : catalog.platforms.flatMap((platform) =>
              (platform.capabilities[id] ?? []).map((statement) => ({ label: platform.title, statement })),
            );
      const gate =
        capability.layer === 'platform'
          ? 'As a must it rules no alternative out: failing it is a finding with a remedy, the same for all.'
          : 'As a must it is a gate: alternatives that do not support it are ruled out. As should or nice it adds to the score.';
      return {
        id,
        kind: 'capability',
        title: capability.title,
        sections: [
          ...section('Meaning', [capability.summary, `Why it matters: ${capability.why}`, `You need it when: ${capability.signs}`]),
          ...section('In the decision', [
            gate,
            `Theme ${capability.theme}${capability.facet === undefined ? '' : `; shares one weight with other capabilities of facet ${capability.facet}`}. Its weight can be set as \`weights: { ${capability.facet ?? id}: 8 }\`.`,
          ]),
          ...section('Questions and rules that lead to it', leadingTo(knowledge, id)),
          ...section('What depends on the need', dependingOn(knowledge, mentionsNeed(id))),
          ...section(
            'Statements',
            stated.map(({ label, statement }) => statementLine(label, statement)),
          ),
          ...sourcesSection(
            catalog,
            stated.flatMap(({ statement }) => statement.sources),
          ),
        ],
      };
    });
}

/** A candidate (`istio`) or alternative (`istio/ambient`). */
export function explainAlternative({ catalog }: Knowledge, id: string): Explanation[] {
  return alternativesNamed(catalog, id).map(({ id: own, candidate, variant }) => {
    const { baseline, governance } = candidate;
    const counts = new Map<string, number>();
    for (const capability of catalog.capabilities.filter(({ layer }) => layer === 'mesh')) {
      const level = levelText(statementsFor(candidate, variant.id, capability.id).at(-1));
      counts.set(level, (counts.get(level) ?? 0) + 1);
    }
    return {
      id: own,
      kind: 'alternative',
      title: variant.title,
      sections: [
        ...section('Meaning', [variant.summary, candidate.homepage]),
        ...section('Baseline', [
          `Statements speak of ${baseline.version} (${baseline.checked}), released ${baseline.released}. End of support: ${baseline.endOfSupport.date ?? 'not published'}. ${baseline.endOfSupport.note}`,
          ...(baseline.kubernetes === null ? [] : [`Kubernetes ${baseline.kubernetes.min} to ${baseline.kubernetes.max}.`]),
          ...(baseline.newer === null ? [] : [`Newer: ${baseline.newer.version}. ${baseline.newer.note}`]),
        ]),
        ...section('Longevity', [
          `Governance: ${governance.kind}. ${governance.note}`,
          `Licence: ${variant.licence.spdx} (${variant.licence.osi ? 'OSI-approved' : 'not OSI-approved'}). ${variant.licence.note}`,
          `Stable releases: ${variant.stableReleases.note}`,
          `Support: ${variant.support.windowMonths.join(' / ')} months a release. ${variant.support.note}`,
        ]),
        ...section('What it consists of', [
          ...variant.effort.components.map((component) => ({
            text: `${component}: ${catalog.components.find((one) => one.id === component)?.what ?? ''}`,
            details: (catalog.components.find((one) => one.id === component)?.work ?? []).map(workText),
          })),
          ...variant.effort.work.map(workText),
        ]),
        ...section('Capabilities', [
          [...counts].map(([level, count]) => `${count} ${level}`).join(', '),
          `mesh-advisor compare ${own} shows them; mesh-advisor starter ${own} ANSWERS --out DIR writes its starter config.`,
        ]),
        ...section(
          'Findings about it',
          catalog.findings
            .filter(({ appliesTo }) => appliesTo?.some((about) => about === own || about === candidate.id) === true)
            .map(({ id: finding, title }) => `${finding}: ${title}`),
        ),
        ...sourcesSection(catalog, [
          ...baseline.sources,
          ...governance.sources,
          ...variant.licence.sources,
          ...variant.stableReleases.sources,
          ...variant.support.sources,
        ]),
      ],
    };
  });
}

/** A platform row: a CNI, distribution or kind of node. */
export function explainPlatform({ catalog }: Knowledge, id: string): Explanation[] {
  return catalog.platforms
    .filter((platform) => platform.id === id)
    .map((platform) => ({
      id,
      kind: `platform (${platform.kind})`,
      title: platform.title,
      sections: [
        ...section('Applies', [`when ${describeCondition(platform.when)}`]),
        ...section(
          'NetworkPolicy',
          platform.networkPolicy === undefined
            ? []
            : [
                `Enforced for ingress: ${platform.networkPolicy.ingress}, egress: ${platform.networkPolicy.egress}${platform.networkPolicy.silent ? '; policies are accepted silently' : ''}. ${platform.networkPolicy.note}`,
              ],
        ),
        ...section('Encryption', platform.encryption === undefined ? [] : [platform.encryption]),
        ...section('Restrictions', platform.restrictions),
        ...section('How to recognise it', platform.recognise),
        ...section(
          'Statements',
          Object.entries(platform.capabilities).flatMap(([capability, list]) =>
            list.map((statement) => statementLine(capability, statement)),
          ),
        ),
        ...sourcesSection(catalog, [
          ...platform.sources,
          ...Object.values(platform.capabilities).flatMap((list) => list.flatMap(({ sources }) => sources)),
        ]),
      ],
    }));
}

/** A source: what it is and what cites it. */
export function explainSource({ catalog, questionnaire }: Knowledge, id: string): Explanation[] {
  const source = catalog.sources[id];
  if (source === undefined) return [];
  const cited = citationsIn(catalog, undefined)
    .filter((citation) => citation.source === id)
    .map(({ at }) => describeRecord({ ...at, path: at.path.slice(0, -2) }));
  const asked = [...questionnaire.sections.flatMap(({ questions }) => questions), ...questionnaire.rules, ...questionnaire.contradictions]
    .filter(({ sources }) => sources.includes(id))
    .map((one) => `questionnaire: ${one.id}`);
  return [
    {
      id,
      kind: 'source',
      title: source.title,
      sections: [
        ...section('What it is', [
          source.url,
          `${source.kind} by ${source.publisher}, ${source.version}; checked ${source.checked}.`,
          ...(source.vendor ? ['It speaks about its own product: weigh it accordingly.'] : []),
          ...(source.about.length === 0 ? [] : [`About: ${source.about.join(', ')}`]),
        ]),
        ...section('Cited by', [...new Set([...cited, ...asked])]),
      ],
    },
  ];
}

/** A finding: what the report says, and when. */
export function explainFinding({ catalog }: Knowledge, id: string): Explanation[] {
  return catalog.findings
    .filter((finding) => finding.id === id)
    .map((finding) => ({
      id,
      kind: `finding (${finding.severity})`,
      title: finding.title,
      sections: [
        ...section('Said', [
          `when ${describeCondition(finding.when)}`,
          finding.appliesTo === undefined ? 'whatever is recommended' : `about ${finding.appliesTo.join(', ')}`,
        ]),
        ...section('Meaning', [finding.explanation]),
        ...section('Remedy', [finding.remedy]),
        ...sourcesSection(catalog, finding.sources),
      ],
    }));
}

/** A component: what it is, what it costs, what relies on it. */
export function explainComponent({ catalog }: Knowledge, id: string): Explanation[] {
  return catalog.components
    .filter((component) => component.id === id)
    .map((component) => ({
      id,
      kind: `component (${component.kind})`,
      title: component.title,
      sections: [
        ...section('Meaning', [component.what]),
        ...section('Work', [...component.work.map(workText), `Charged once, however many needs rely on it. Basis: ${component.basis}.`]),
        ...section('Relied on by', relyingOn(catalog, id)),
        ...sourcesSection(catalog, component.sources),
      ],
    }));
}

/** Statements that several alternatives share are shown once, with all their names. */
function sameTogether(
  stated: readonly { readonly label: string; readonly statement: Statement }[],
): { label: string; statement: Statement }[] {
  const labels = new Map<Statement, string[]>();
  for (const { label, statement } of stated) {
    const same = [...labels.keys()].find((known) => JSON.stringify(known) === JSON.stringify(statement)) ?? statement;
    labels.set(same, [...(labels.get(same) ?? []), label]);
  }
  return [...labels].map(([statement, names]) => ({ label: names.join('; '), statement }));
}
