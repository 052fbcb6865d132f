import type { Alternative } from '../../catalog/catalog.js';
import type { Gate } from '../../decision/gates.js';
import type { Need, Origin } from '../../decision/situation.js';
import type { ReportContext } from '../context.js';
import { capabilityOf } from '../context.js';
import { type Fact, factId, supportFact } from '../evidence.js';
import { joined, md, prose, type Text } from '../markdown.js';
import { alternativeNames, originText } from '../words.js';

export interface MustView {
  readonly title: string;
  /** where it comes from, in whole sentences */
  readonly because: Text;
  /** one line per outcome and statement: who, what follows, and the fact */
  readonly failing: readonly GateLine[];
  readonly conditional: readonly GateLine[];
  readonly platform: readonly GateLine[];
}

export interface GateLine {
  readonly who: string;
  readonly reason: string;
  readonly note: Text;
  readonly fact: Fact;
}

export interface Musts {
  readonly count: number;
  /** those that every alternative meets without any condition, one line each */
  readonly metByAll: readonly Text[];
  /** the others */
  readonly musts: readonly MustView[];
}

/** Every must, where it comes from, whom it rules out, and on what a pass depends. */
export function mustsSection(context: ReportContext): Musts {
  const { decision } = context;
  const musts = decision.situation.needs.filter((need) => need.level === 'must');
  const gatesOf = ({ capability }: Need) =>
    decision.ranking.flatMap(({ alternative, gates }) =>
      gates.filter((gate) => gate.need.capability === capability).map((gate) => ({ alternative, gate })),
    );
  const telling = musts.filter((need) => gatesOf(need).some(({ gate }) => gate.outcome !== 'pass'));
  return {
    count: musts.length,
    metByAll: musts
      .filter((need) => !telling.includes(need))
      .map((need) => md`**${capabilityOf(context, need.capability).title}**: ${joined(originTexts(context, need), '; ')}`),
    musts: telling.map((need): MustView => {
      const gates = gatesOf(need);
      const lines = (wanted: (gate: Gate) => boolean) =>
        grouped(
          context,
          gates.filter(({ gate }) => wanted(gate)),
        );
      return {
        title: capabilityOf(context, need.capability).title,
        because: becauseOf(context, need),
        failing: lines((gate) => gate.outcome === 'fail'),
        conditional: lines((gate) => gate.outcome !== 'fail' && gate.outcome !== 'pass' && gate.outcome !== 'platform-finding'),
        platform: lines((gate) => gate.outcome === 'platform-finding'),
      };
    }),
  };
}

/** `Because you said must (…).`, and the sentence of each rule. */
function becauseOf(context: ReportContext, need: Need): Text {
  const answers = originTexts(context, need, (origin) => origin.kind !== 'rule');
  const rules = originTexts(context, need, (origin) => origin.kind === 'rule');
  return joined([...(answers.length === 0 ? [] : [md`Because ${joined(answers, '; ')}.`]), ...rules.map((rule) => md`${rule}.`)], ' ');
}

function originTexts({ knowledge }: ReportContext, need: Need, wanted: (origin: Origin) => boolean = () => true): Text[] {
  return need.origins
    .filter((origin) => origin.level === 'must' && wanted(origin))
    .map((origin) => originText(knowledge.questionnaire, origin));
}

function grouped(context: ReportContext, gates: readonly { alternative: Alternative; gate: Gate }[]): GateLine[] {
  const groups = new Map<string, { alternatives: Alternative[]; gate: Gate }>();
  for (const { alternative, gate } of gates) {
    const platform = gate.support.capability.layer === 'platform';
    const key = `${platform ? factId(gate.support) : alternative.candidate.id} ${gate.reason} ${gate.support.statement.note}`;
    const group = groups.get(key) ?? { alternatives: [], gate };
    group.alternatives.push(alternative);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ alternatives, gate }) => ({
    who: gate.support.capability.layer === 'platform' ? 'Your platform' : alternativeNames(alternatives),
    reason: gate.dependsOn === undefined ? gate.reason : `${gate.reason} (open question: ${gate.dependsOn})`,
    note: prose(gate.support.statement.note),
    fact: supportFact(context.knowledge.catalog, gate.support),
  }));
}

/** The conditions on which the pass of one alternative depends, in one line each. */
export function conditionsOf(context: ReportContext, gates: readonly Gate[]): Text[] {
  return gates
    .filter((gate) => gate.outcome !== 'pass' && gate.outcome !== 'fail')
    .map(
      (gate) =>
        md`${capabilityOf(context, gate.need.capability).title}: ${gate.reason}${gate.dependsOn === undefined ? '' : ` (answer ${gate.dependsOn})`}`,
    );
}
