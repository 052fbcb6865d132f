/** Runs work in steps with a pause after each, so that the page answers in between; a later run ends an earlier one. */
export interface Steps {
  run(steps: readonly (() => void)[], delay: number): void;
}

/** @param pause waits that many milliseconds and then continues */
export function stepsWith(pause: (next: () => void, milliseconds: number) => void): Steps {
  let newest = 0;
  return {
    run(steps, delay) {
      newest += 1;
      const mine = newest;
      const next = (index: number, milliseconds: number): void => {
        const step = steps[index];
        if (step === undefined) return;
        pause(() => {
          if (mine !== newest) return;
          step();
          next(index + 1, 0);
        }, milliseconds);
      };
      next(0, delay);
    },
  };
}
