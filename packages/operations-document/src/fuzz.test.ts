import fc from 'fast-check';
import { documents } from './__testUtils__/fuzz/documents';
import { fuzz } from './__testUtils__/fuzz/command';
import { holdPromises } from './__testUtils__/fuzz/promises';

describe('generated guides', () => {
  it('are read as is promised of any document', () => {
    const { counterexample, errorInstance, numRuns } = fc.check(
      fc.property(documents, text => {
        holdPromises(text);
      }),
      { numRuns: 400, unbiased: true },
    );
    expect({ counterexample, errorInstance, numRuns }).toEqual({
      counterexample: null,
      errorInstance: null,
      numRuns: 400,
    });
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
