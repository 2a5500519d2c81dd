import { render, screen } from '@testing-library/react';
import fc from 'fast-check';
import { wrapInTestApp } from '@backstage/test-utils';
import { LONGEST_MARKDOWN, mayRenderMarkdown } from './markdownGuard';
import { safeHref } from './safeHref';
import { SafeMarkdown } from './SafeMarkdown';
import { withoutHtml } from './withoutHtml';

const show = (text: string) =>
  render(wrapInTestApp(<SafeMarkdown text={text} />));

it('renders ordinary Markdown', () => {
  show(
    'Look at the **queue**, then\n\n1. stop `ingest`\n2. wait\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  );
  expect(screen.getByText('queue').tagName).toBe('STRONG');
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  expect(screen.getByRole('table')).toBeInTheDocument();
});

it('gives no element a name that the page could be looking for', () => {
  const { container, rerender } = show(
    '# root\n\n<p id="root">x</p>\n\n[^1]\n\n[^1]: y',
  );
  expect(screen.getByRole('heading', { name: 'root' })).toBeInTheDocument();
  expect(container.querySelector('h1[id], p[id], li[id], a[id]')).toBeNull();
  rerender(wrapInTestApp(<SafeMarkdown text="# body" />));
  expect(container.querySelector('h1[id]')).toBeNull();
});

it('loads nothing from anywhere', () => {
  const { container } = show(
    [
      '![a](https://spy.example.com/a.png)',
      '<img src="https://spy.example.com/b.png" srcset="https://spy.example.com/c.png 1x">',
      '<picture><source srcset="https://spy.example.com/d.png"><img></picture>',
      '<video poster="https://spy.example.com/e.png" src="https://spy.example.com/f.mp4"></video>',
      '<div style="background: url(https://spy.example.com/g.png)">g</div>',
    ].join('\n\n'),
  );
  // Addresses in text become links; a link asks for nothing until somebody follows it.
  const elements = [...container.querySelectorAll(':not(a)')];
  expect(
    elements.filter(({ attributes }) =>
      [...attributes].some(({ value }) => value.includes('spy.example')),
    ),
  ).toEqual([]);
});

it('shows HTML as the words that it is, and code as it is written', () => {
  const { container } = show(
    [
      'Send it to <topic-arn>, **then** wait.<br>See <https://example.com/a>.',
      '`<b>` and ``a ` <c>`` and \\<d>',
      '```\n<e>\n```',
      '<div><input type="text">f</div>',
      '- <details open>g</details>\n- 1 < 2 &amp; 3',
    ].join('\n\n'),
  );
  expect(container).toHaveTextContent(
    'Send it to <topic-arn>, then wait.See https://example.com/a, Opens in a new window. <b> and a ` <c> and <d> <e> <div><input type="text">f</div> <details open>g</details> 1 < 2 & 3',
  );
  expect(screen.getByText('then').tagName).toBe('STRONG');
  expect(container.querySelectorAll('br')).toHaveLength(1);
  expect(screen.getByRole('link')).toHaveAttribute(
    'href',
    'https://example.com/a',
  );
  expect(container.querySelector('input, details')).toBeNull();
});

it('takes out HTML in time that grows with the text, and nothing else', () => {
  for (const unit of ['`', '<', '\\', '`<', '```\n', '<https://a', '``a`']) {
    const text = unit.repeat(LONGEST_MARKDOWN / unit.length);
    const started = performance.now();
    expect(withoutHtml(text).replaceAll('&lt;', '<')).toBe(text);
    expect(performance.now() - started).toBeLessThan(500);
  }
});

it('shows as plain text what could hang a parser', () => {
  show('- '.repeat(2000));
  expect(screen.getByRole('group', { name: 'Text' })).toHaveTextContent(
    /^- - - /,
  );
  for (const hostile of [
    '> '.repeat(2000),
    '1. '.repeat(2000),
    '['.repeat(2000),
    '*a '.repeat(2000),
    '`'.repeat(2000),
    '<div>'.repeat(1000),
    '- a\n'.repeat(1000),
    Array.from({ length: 60 }, (_, i) => `${' '.repeat(i * 2)}- a`).join('\n'),
    'x'.repeat(LONGEST_MARKDOWN + 1),
  ]) {
    expect(mayRenderMarkdown(hostile)).toBe(false);
  }
});

it('judges any text fast, and renders fast what it lets through', () => {
  const unit = fc
    .array(
      fc.constantFrom(
        ...['- ', '> ', '1. ', '[', '](', '*', '_', '`', '~', '<div>', '<p>'],
        ...['|', '\n', '\n\n', 'a', ' ', '\t', '![', '&amp;', '\\', 'http://a'],
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map(parts => parts.join(''));
  fc.assert(
    fc.property(unit, fc.integer({ min: 1, max: 9000 }), (text, length) => {
      const hostile = text
        .repeat(Math.ceil(length / text.length))
        .slice(0, length);
      const started = performance.now();
      const rendered = show(hostile);
      rendered.unmount();
      expect(performance.now() - started).toBeLessThan(4000);
    }),
    { numRuns: 60 },
  );
}, 120_000);

it('follows only web addresses', () => {
  expect(safeHref('https://example.com/a#b')).toBe('https://example.com/a#b');
  for (const href of [
    undefined,
    '',
    ['javascript', 'alert(1)'].join(':'),
    ' java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '/relative',
    '//host',
  ]) {
    expect(safeHref(href)).toBeUndefined();
  }
});
