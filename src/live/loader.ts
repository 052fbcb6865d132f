import { inflated } from './inflate.js';

/** The one script that stands in the page as text: unpacks the program, which the page's policy names by its hash, and starts it. */
async function load(): Promise<void> {
  const script = document.createElement('script');
  script.textContent = await inflated(document, 'live-program');
  document.body.append(script);
}

if ('DecompressionStream' in window) void load();
