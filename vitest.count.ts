import type { Reporter } from 'vitest/node';

/** Ends a run with `N passed, N failed` alone on a line, for whoever reads the output by machine. */
export const plainCount: Reporter = {
  onTestRunEnd(modules) {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const count = (state: string) => states.filter((one) => one === state).length;
    process.stdout.write(`\n${count('passed')} passed, ${count('failed')} failed\n`);
  },
};
