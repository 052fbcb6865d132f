import type { AnswerValue } from '../../condition/condition.js';

/** The part of a form that takes one answer. */
export interface Control {
  readonly element: HTMLElement;
  /** shows an answer; undefined is open */
  show(value: AnswerValue | undefined): void;
}

/** Told of what was entered, as it would stand in an answers file; null is open. Returns what is wrong with it, if anything. */
export type OnEntry = (raw: unknown) => string | undefined;

/** What a control is called and described by. */
export interface ControlName {
  /** unique in the page */
  readonly id: string;
  /** id of the element that names it */
  readonly labelledBy: string;
}
