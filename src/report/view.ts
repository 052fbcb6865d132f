import { type ReportContext, reportContext } from './context.js';
import { type SourceRef, sourcesIn } from './evidence.js';
import type { ReportInput } from './input.js';
import { code, joined, link, type Markdown, md, prose, type Text } from './markdown.js';
import { type PicturesView, picturesView } from './pictures-view.js';
import { type AdoptionPlan, adoptionPlanSection } from './sections/adoption-plan.js';
import { type Comparison, comparisonSection } from './sections/comparison.js';
import { type Confidence, confidenceSection } from './sections/confidence.js';
import { type Costs, costsSection } from './sections/costs.js';
import { type FactSheet, factsSection } from './sections/facts.js';
import { type Findings, findingsSection } from './sections/findings.js';
import { type MigrationView, migrationSection } from './sections/migration.js';
import { type MultiRegion, multiRegionSection } from './sections/multi-region.js';
import { type Musts, mustsSection } from './sections/musts.js';
import { notEvaluatedSection } from './sections/not-evaluated.js';
import { type OpenQuestions, openQuestionsSection } from './sections/open-questions.js';
import { type ProofKit, proofKitSection } from './sections/proof-kit.js';
import { rankingSection } from './sections/ranking.js';
import { type ReversibilityView, reversibilitySection } from './sections/reversibility.js';
import { type ToldUs, toldUsSection } from './sections/told-us.js';
import { type VerdictView, verdictSection } from './sections/verdict.js';
import { type WhatWouldChange, whatWouldChangeSection } from './sections/what-would-change.js';
import { type Why, whySection } from './sections/why.js';
import { type Table, table } from './table.js';

/** Everything that the report shows, as data: templates only loop over it and ask whether something is there. */
export interface ReportView {
  readonly name: string;
  readonly alternatives: string;
  readonly edition: Text;
  readonly date: string;
  readonly contents: readonly Markdown[];
  readonly pictures: PicturesView;
  readonly verdict: VerdictView;
  readonly ranking: { readonly table: Table };
  readonly toldUs: ToldUs;
  readonly musts: Musts;
  readonly comparison: Comparison;
  readonly why: Why;
  readonly change: WhatWouldChange;
  readonly open: OpenQuestions;
  readonly costs: Costs;
  readonly findings: Findings;
  readonly migration: MigrationView;
  readonly multiRegion: MultiRegion;
  readonly adoption: AdoptionPlan;
  readonly proof: ProofKit;
  readonly reversibility: ReversibilityView;
  readonly starter: { readonly applies: boolean; readonly refusal: Text; readonly readme: Text; readonly table: Table };
  readonly notEvaluated: ReturnType<typeof notEvaluatedSection>;
  readonly confidence: Confidence;
  readonly facts: { readonly sheets: readonly FactSheet[] };
  readonly sources: { readonly table: Table; readonly count: number };
}

/** The view model of the report. Pure: the same input gives the same view. */
export function reportView(input: ReportInput): ReportView {
  const context = reportContext(input);
  const sections = {
    verdict: verdictSection(context),
    ranking: rankingSection(context),
    toldUs: toldUsSection(context),
    musts: mustsSection(context),
    comparison: comparisonSection(context),
    why: whySection(context),
    change: whatWouldChangeSection(context),
    open: openQuestionsSection(context),
    costs: costsSection(context),
    findings: findingsSection(context),
    migration: migrationSection(context),
    multiRegion: multiRegionSection(context),
    adoption: adoptionPlanSection(context),
    proof: proofKitSection(context),
    reversibility: reversibilitySection(context),
    starter: starterSection(context),
    notEvaluated: notEvaluatedSection(context),
    confidence: confidenceSection(context),
    facts: factsSection(context),
  };
  const sources = sourcesIn(sections);
  return {
    name: input.file.name,
    alternatives: String(input.decision.ranking.length),
    edition: md`mesh-advisor ${input.edition.program}, catalog ${code(input.edition.catalogDigest)}, model ${input.edition.modelVersion}`,
    date: input.date ?? '',
    ...sections,
    contents: contentsOf(sections),
    pictures: picturesView(input),
    sources: { table: sourcesTable(sources), count: sources.length },
  };
}

/** Headings of the report in order; the law tests check that each link finds its heading. */
function contentsOf(
  sections: Pick<
    ReportView,
    'why' | 'findings' | 'migration' | 'multiRegion' | 'adoption' | 'proof' | 'reversibility' | 'starter' | 'notEvaluated' | 'open'
  >,
): Markdown[] {
  const headings = [
    'Verdict',
    'Ranking',
    'What you told us',
    'Musts and what they rule out',
    'Comparison',
    sections.why.heading,
    'What would change the decision',
    ...(sections.open.openCount > 0 ? ['Open questions'] : []),
    'Costs',
    ...(sections.findings.mine.length + sections.findings.others.length > 0 ? ['Findings'] : []),
    ...(sections.migration.none ? [] : ['Migration']),
    ...(sections.multiRegion.applies ? ['More than one cluster'] : []),
    ...(sections.adoption.applies ? ['Adoption plan'] : []),
    ...(sections.proof.trials.length > 0 ? ['Proof kit'] : []),
    ...(sections.reversibility.applies ? ['Reversibility'] : []),
    ...(sections.starter.applies ? ['Starter config'] : []),
    ...(sections.notEvaluated.options.length > 0 ? ['Not evaluated'] : []),
    'How sure the facts are',
    'Facts',
    'Sources',
  ];
  return headings.map((heading) => link(heading, `#${anchorOf(heading)}`));
}

/** The anchor that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}

function starterSection({ starter, starterRefusal }: ReportContext): ReportView['starter'] {
  const files = starter?.files ?? [];
  const href = (path: string) => `${starter?.folder ?? ''}/${path}`;
  return {
    applies: files.length > 0 || starterRefusal !== undefined,
    refusal: starterRefusal === undefined ? '' : prose(starterRefusal),
    readme: files.some(({ path }) => path === 'README.md') ? link('its README', href('README.md')) : 'its README',
    table: table(
      'Files of the starter config',
      [
        ['File', 'left'],
        ['What it is', 'left'],
      ],
      files.map(({ path, about }) => [link(path, href(path)), about]),
    ),
  };
}

function sourcesTable(sources: readonly SourceRef[]): Table {
  return table(
    'Every source that this report refers to',
    [
      ['Source', 'left'],
      ['Publisher', 'left'],
      ['Speaks of', 'left'],
      ['Checked', 'left'],
      ['Kind', 'left'],
    ],
    sources.map((source) => [
      joined([source.link, code(source.source)], ' '),
      source.publisher,
      source.version,
      source.checked,
      `${source.kind.replace('-', ' ')}${source.vendor ? ', by the vendor itself' : ''}`,
    ]),
  );
}
