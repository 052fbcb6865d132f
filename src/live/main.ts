import { kernelRuns } from '../decision/robustness/kernel.js';
import type { LiveData } from '../report/live-data.js';
import { inflated } from './inflate.js';
import { whatIf } from './what-if.js';

/** Starts the live part; without it (an old browser, no script, no WebAssembly) the report is complete, and nothing of this shows. */
async function start(): Promise<void> {
  const section = document.getElementById('what-if');
  if (section === null || !kernelRuns()) return;
  const data: LiveData = JSON.parse(await inflated(document, 'live-data'));
  whatIf(section, data);
  for (const hidden of document.querySelectorAll<HTMLElement>('[data-live][hidden]')) hidden.hidden = false;
}

void start();
