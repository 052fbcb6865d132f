import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { code, escapeMarkdown, forMarkdown, link, md, plain, prose, singleLine } from '../../src/report/markdown.js';

const htmlText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '#',
        '-',
        '+',
        '*',
        '_',
        '`',
        '~',
        '[',
        ']',
        '(',
        ')',
        '<b>',
        '</b>',
        '&lt;',
        '&',
        '|',
        '\\',
        '!',
        '$',
        '1.',
        '{{x}}',
        'a',
        ' ',
        'www.',
        'x@y.z',
        'http://e.x',
        '=',
        '>',
        '\n',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

describe('text from answers in Markdown', () => {
  it('comes out as exactly that text, in a paragraph, a heading and a table cell', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = htmlText(singleLine(text));
        const escaped = escapeMarkdown(singleLine(text));
        if (shown === '') return;
        expect(marked.parse(escaped, { async: false })).toBe(`<p>${shown}</p>\n`);
        expect(marked.parse(`# x ${escaped} x`, { async: false })).toBe(`<h1>x ${shown} x</h1>\n`);
        expect(marked.parse(`| a |\n| --- |\n| x ${escaped} x |`, { async: false })).toContain(`<td>x ${shown} x</td>`);
      }),
      { numRuns: 1500 },
    );
  });

  it('loses control characters, terminal sequences and marks that turn the direction of writing', () => {
    expect(singleLine('a\u001b[31mred\u0007 \u202eevil\r\nnext')).toBe('a\ufffd[31mred\ufffd \ufffdevil next');
  });

  it('stays readable where nothing needs an escape', () => {
    expect(escapeMarkdown('Istio 1.31 (stable), 5 < 6, a_b and p99: 3 ms')).toBe('Istio 1.31 (stable), 5 < 6, a_b and p99: 3 ms');
  });

  it('is unharmed in a code span, whatever it contains', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = singleLine(text);
        if (line.trim() === '' || line.includes('|')) return;
        expect(marked.parse(`x ${code(text).markdown} x`, { async: false })).toBe(`<p>x <code>${htmlText(line)}</code> x</p>\n`);
      }),
      { numRuns: 500 },
    );
  });
});

describe('links', () => {
  it('lead to https, places of the page and files beside it, and to nothing else', () => {
    expect(link('a', 'https://example.com/a_(b)').markdown).toBe('[a](https://example.com/a_%28b%29)');
    expect(link('a', '#facts').markdown).toBe('[a](#facts)');
    expect(link('a', 'starter/README.md').markdown).toBe('[a](starter/README.md)');
    for (const href of ['javascript:alert(1)', 'data:text/html,x', '../up', 'a/../../b', '//evil.example', 'https://a b'])
      expect(link('a', href).markdown).toBe('a');
  });
});

describe('building Markdown', () => {
  it('escapes what is put in, and not what is written around it', () => {
    expect(md`**${'a*b'}** (${code('x')})`.markdown).toBe('**a\\*b** (`x`)');
    expect(prose('Set `a_b=*` and *go*').markdown).toBe('Set `a_b=*` and \\*go\\*');
    expect(forMarkdown({ a: 'x|y', b: [md`**z**`], n: 3, ok: true })).toEqual({ a: 'x\\|y', b: ['**z**'], n: 3, ok: true });
    expect(plain(md`**${'a*b'}** ${code('x')}`)).toBe('a*b x');
  });
});
