import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { htmlPage } from '../../src/report/html.js';
import { pageStyle } from '../../src/report/html-style.js';
import { reportFiles, reportInput, situations } from './report-fixture.js';

function policyOf(page: string): string {
  return /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
}

function scriptText(page: string, attributes: string): string {
  const [, rest = ''] = page.split(`<script${attributes}>`);
  return rest.slice(0, rest.indexOf('</script>'));
}

describe('report.html', () => {
  const page = reportFiles(reportInput(situations['p04-forty-services-golden-metrics'] ?? ''))['report.html'] ?? '';

  it('loads nothing, and its policy allows only the style and the two scripts that it has, and WebAssembly', () => {
    expect(page).not.toMatch(/<(img|link|iframe|object|embed|form)\b/i);
    expect(page).not.toMatch(/\s(on[a-z]+|style|src)=/i);
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const program = strFromU8(unzlibSync(strToU8(atob(scriptText(page, ' type="text/plain" id="live-program"')), true)));
    expect(policyOf(page)).toBe(
      `default-src 'none'; style-src ${hash(pageStyle)}; script-src ${hash(scriptText(page, ''))} ${hash(program)} 'wasm-unsafe-eval'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(page).toContain(`<style>${pageStyle}</style>`);
  });

  it('runs no script at all when there is nothing to decide anew with', () => {
    const plain = htmlPage('t', '# a\n', new Map(), undefined);
    expect(plain).not.toContain('<script');
    expect(policyOf(plain)).not.toContain('script-src');
  });

  it('has a language, a title, a way past the contents, one main part and one first heading', () => {
    expect(page).toMatch(/<html lang="en">/);
    expect(page).toMatch(/<title>Service mesh decision: .+<\/title>/);
    expect(page).toContain('<a class="skip" href="#content">');
    expect(page.match(/<main /g)).toHaveLength(1);
    expect(page.match(/<h1 /g)).toHaveLength(1);
  });

  it('gives every table a caption and its header cells a scope', () => {
    const tables = page.match(/<table>[\s\S]*?<\/table>/g) ?? [];
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables) {
      expect(table).toContain('<caption>');
      expect(table).not.toMatch(/<th(?! scope|ead)/);
    }
  });

  it('shows light and dark by the reader’s setting, and prints without the contents', () => {
    expect(pageStyle).toContain('prefers-color-scheme: dark');
    expect(pageStyle).toMatch(/@media print[\s\S]*nav, \.skip, #what-if \{ display: none/);
  });

  it('shows HTML in Markdown as text', () => {
    const body = htmlPage(
      '<t>',
      '# a\n\n<script>alert(1)</script>\n\nx <b onclick="x">b</b> [y](javascript:z) ![i](https://example.com/x.png)\n',
      new Map(),
      undefined,
    );
    expect(body).not.toMatch(/<script|<b |<img|href="javascript/);
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body).toContain('<title>&lt;t&gt;</title>');
  });
});

describe('hostile names', () => {
  it.each([
    '<script>alert(1)</script>',
    '**bold** _it_ ~~gone~~',
    '[x](javascript:alert(1))',
    '| a | b |',
    '{{verdict.kind}} {{{raw}}} {{> table}}',
    '# heading',
    '`code` ``` fence',
    '![i](https://evil.example/x.png)',
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt; &#x3c;',
    'https://evil.example www.evil.example a@evil.example',
    '---',
  ])('come out as text: %s', (name) => {
    const files = reportFiles(reportInput(`name: ${JSON.stringify(name)}\nanswers: { services: 5 }\n`));
    const escaped = name
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;');
    const heading = /<h1 [^>]*>(.*)<\/h1>/.exec(files['report.html'] ?? '')?.[1];
    expect(heading).toBe(`Service mesh decision: ${escaped}`);
    expect(files['report.md']?.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1);
    expect(files['adr.md']?.split('\n').slice(0, 3)).toEqual(['---', 'status: proposed', 'date: 2026-11-24']);
    expect(JSON.parse(files['decision.json'] ?? '{}')).toMatchObject({ name });
  });
});
