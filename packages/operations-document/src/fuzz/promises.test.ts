import fc from 'fast-check';
import { documents } from './documents';
import { fuzz } from './command';
import { holdPromises } from './promises';

describe('generated guides', () => {
  it('are read as is promised of any document', () => {
    fc.assert(
      fc.property(documents, text => {
        holdPromises(text);
      }),
      { numRuns: 400 },
    );
  });

  it('are read from the command line', () => {
    const lines: string[] = [];
    expect(
      fuzz(['--count', '20', '--seed', '1'], line => lines.push(line)),
    ).toBe(0);
    expect(lines.join()).toMatch(
      /^20 documents .* seed 1: none broke a promise/,
    );
    expect(fuzz(['--count', 'many'], line => lines.push(line))).toBe(2);
  });
});
