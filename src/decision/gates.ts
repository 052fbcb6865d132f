import type { Need, Situation } from './situation.js';
import type { Support } from './support.js';

/** How an alternative fares at one hard requirement. */
export const gateOutcomes = [
  'pass',
  'pass-with-work',
  'pass-at-risk',
  'pass-unverified',
  'pass-if-permitted',
  'platform-finding',
  'fail',
] as const;
export type GateOutcome = (typeof gateOutcomes)[number];

export interface Gate {
  readonly need: Need;
  readonly support: Support;
  readonly outcome: GateOutcome;
  /** one clause: why it fails, or on what the pass depends */
  readonly reason: string;
  /** question that would have to be answered for certainty, where one was left open */
  readonly dependsOn?: string;
}

/**
 * The gate of a `must` (decision-model section 2): built-in and add-on pass; do-it-yourself passes with work unless it means work in
 * applications that may not be changed; commercial-only passes when a licence may be bought, but fails for a free edition whose product has a commercial one: that form is
 * judged on its own, with its price; experimental passes at a risk when beta
 * features are acceptable; unknown passes unverified; unsupported fails. An unanswered permission passes conditionally.
 * Platform capabilities never rule an alternative out: failing one is a finding with a remedy.
 */
export function gateOf(need: Need, support: Support, situation: Situation): Gate {
  const { statement, capability } = support;
  const gate = (outcome: GateOutcome, reason: string, dependsOn?: string): Gate => ({
    need,
    support,
    outcome,
    reason,
    ...(dependsOn === undefined ? {} : { dependsOn }),
  });
  const permitted = (
    permission: 'commercial-licence' | 'application-changes' | 'beta-features',
    allowed: GateOutcome,
    how: string,
    refused: string,
  ): Gate => {
    const { value } = situation.permissions[permission];
    if (value === true) return gate(allowed, how);
    return value === false ? gate('fail', refused) : gate('pass-if-permitted', `${how}, if that is acceptable`, permission);
  };

  if (capability.layer === 'platform') {
    return statement.level === 'built-in' || statement.level === 'add-on'
      ? gate('pass', 'the platform does it')
      : gate('platform-finding', 'the platform does not do it, or nobody said what it is; see the findings');
  }
  switch (statement.level) {
    case 'built-in':
      return gate('pass', 'built in');
    case 'add-on':
      return gate('pass', 'by an add-on');
    case 'commercial-only':
      if (support.onlyIn !== undefined) return gate('fail', `only in ${support.onlyIn}`);
      return permitted(
        'commercial-licence',
        'pass',
        'only with a commercial licence',
        'only with a commercial licence, and none may be bought',
      );
    case 'experimental':
      return permitted(
        'beta-features',
        'pass-at-risk',
        'only as an alpha or beta feature',
        'only as an alpha or beta feature, and none may be relied on',
      );
    case 'do-it-yourself':
      return statement.work.some((work) => work.per === 'language' || work.per === 'service')
        ? permitted(
            'application-changes',
            'pass-with-work',
            'only by own work in the applications',
            'only by own work in the applications, which may not be changed',
          )
        : gate('pass-with-work', 'only by own configuration or code on the platform');
    case 'unknown':
      return gate('pass-unverified', 'not established; verify before relying on it');
    case 'unsupported':
      return gate('fail', 'not supported');
  }
}
