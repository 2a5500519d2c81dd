import { render, screen } from '@testing-library/react';
import fc from 'fast-check';
import { wrapInTestApp } from '@backstage/test-utils';
import { LONGEST_MARKDOWN, mayRenderMarkdown } from './markdownGuard';
import { safeHref } from './safeHref';
import { SafeMarkdown } from './SafeMarkdown';

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
