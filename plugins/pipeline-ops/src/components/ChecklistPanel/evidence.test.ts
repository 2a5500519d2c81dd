import type { EvidenceRequest } from '@pipeline-ops/plugin-pipeline-ops-common';
import { evidenceProblem } from './evidence';

const asks = (
  kind: EvidenceRequest['kind'],
  required = true,
): EvidenceRequest => ({ kind, required, choices: ['quiet', 'noisy'] });

it.each([
  ['number', '12.5'],
  ['number', ' -3 '],
  ['link', 'https://git.example.com/a?b=c#d'],
  ['link', 'HTTP://wiki/page'],
  ['choice', 'noisy'],
  ['text', 'anything = fine'],
] as const)('takes as %s: %p', (kind, text) => {
  expect(evidenceProblem(asks(kind), text)).toBeUndefined();
});

it.each([
  ['number', '1,000', 'badNumber'],
  ['number', '0x10', 'badNumber'],
  ['number', '=1+1', 'badNumber'],
  ['link', ['javascript', 'alert(1)'].join(':'), 'badLink'],
  ['link', 'data:text/html,x', 'badLink'],
  ['link', '//evil.example.com', 'badLink'],
  ['link', 'https://', 'badLink'],
  ['link', 'https://a b', 'badLink'],
  ['choice', 'constructor', 'needed'],
  ['text', '   ', 'needed'],
] as const)('refuses as %s: %p', (kind, text, problem) => {
  expect(evidenceProblem(asks(kind), text)).toBe(problem);
});

it('lets go of what is not required', () => {
  for (const kind of ['number', 'link', 'choice', 'text'] as const) {
    expect(evidenceProblem(asks(kind, false), ' ')).toBeUndefined();
  }
});
