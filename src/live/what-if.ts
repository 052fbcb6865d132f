import type { Decision } from '../decision/decide.js';
import { writeAnswers } from '../questionnaire/write-answers.js';
import type { LiveData } from '../report/live-data.js';
import { type Answered, changesBetween } from './answered.js';
import { decisiveKeys } from './decisive.js';
import { element } from './element.js';
import { engineOf } from './engine.js';
import { type PicturesView, picturesView } from './pictures-view.js';
import type { CardHost } from './question-card.js';
import { type QuestionsView, questionsView } from './questions-view.js';
import { type Outcome, resultView, type Standing } from './result-view.js';
import { stepsWith } from './steps.js';
import { type WeightsView, weightsView } from './weights-view.js';

/** How long after a change the analysis begins, in milliseconds: typing a number is one change. */
const settle = 120;

/**
 * The part of the report in which answers and weights can be changed. The ranking stands there at once and follows each change; how sure
 * it is and what would overturn it follow in steps, so that the page can be read and used in between.
 */
export function whatIf(section: HTMLElement, data: LiveData): void {
  const engine = engineOf(data);
  const { questionnaire } = data.knowledge;
  const original: Answered = { answers: data.file.answers, weights: data.file.weights };
  const steps = stepsWith((next, milliseconds) => void setTimeout(next, milliseconds));
  const host: CardHost = { knowledge: data.knowledge, original, current: () => current, change };
  const result = resultView(host, () => change(original), download);
  const entries = element('div', { class: 'entries' });
  let current = original;
  let originalStanding: Standing = { decision: engine.decide(original), robustness: undefined, flips: undefined };
  let standing = originalStanding;
  let forms: { readonly questions: QuestionsView; readonly weights: WeightsView; readonly pictures: PicturesView } | undefined;

  section.append(element('div', { class: 'what-if' }, result.element, entries, result.brief));
  section.dataset['state'] = 'computing';
  show();
  performance.mark('what-if-first-result');
  steps.run([makeForms, ...analysisOf(original)], 0);

  function makeForms(): void {
    forms = { questions: questionsView(host), weights: weightsView(host), pictures: picturesView(data.knowledge) };
    entries.append(forms.questions.element, forms.weights.element);
    section.append(forms.pictures.element);
    follow(standing.decision);
  }

  function change(answered: Answered): void {
    current = answered;
    if (engine.contradictions(current).some(({ severity }) => severity === 'error')) {
      steps.run([], 0);
      section.dataset['state'] = 'refused';
    } else {
      standing = { decision: engine.decide(current), robustness: undefined, flips: undefined };
      section.dataset['state'] = 'computing';
      steps.run(analysisOf(current), settle);
    }
    show();
    follow(standing.decision);
  }

  function follow(decision: Decision): void {
    forms?.questions.update(current);
    forms?.weights.update(current, decision);
  }

  /** The analysis in steps; the one of the original answers is made once, since all others are compared with it. */
  function analysisOf(answered: Answered): (() => void)[] {
    return [
      engine.prepare,
      () => {
        const { decision, robustness = engine.robustness(original, decision) } = originalStanding;
        originalStanding = { ...originalStanding, robustness };
      },
      () => {
        const robustness = answered === original ? originalStanding.robustness : engine.robustness(answered, standing.decision);
        standing = { ...standing, robustness };
        show();
      },
      () => {
        const flips = engine.flips(answered, standing.decision);
        standing = { ...standing, flips };
        show();
        if (standing.robustness !== undefined) {
          forms?.questions.setDecisive(decisiveKeys(flips, standing.robustness));
          forms?.pictures.update(standing.decision, standing.robustness);
        }
        section.dataset['state'] = 'ready';
        performance.mark('what-if-analysed');
        result.announce(outcome());
      },
    ];
  }

  function outcome(): Outcome {
    return {
      original: originalStanding,
      now: standing,
      changes: changesBetween(questionnaire, original, current),
      contradictions: engine.contradictions(current),
    };
  }

  function show(): void {
    result.update(outcome());
  }

  function download(): void {
    const text = writeAnswers(questionnaire, { name: data.file.name, ...current });
    const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
    element('a', { href: url, download: 'answers.yaml' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}
