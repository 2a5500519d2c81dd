import { toCsv } from './csv';

it('quotes what needs quotes', () => {
  expect(
    toCsv([
      ['time', 'message'],
      ['02:41', 'one, "two"\nthree'],
      [null, undefined],
    ]),
  ).toBe('time,message\r\n02:41,"one, ""two""\nthree"\r\n,\r\n');
});

it('never lets a text act as a formula, and leaves numbers alone', () => {
  expect(
    toCsv([['=1+1', '+49', '-cmd', '@SUM(A1)', '\t=1', -3, '-3.5', '1e-7']]),
  ).toBe(`'=1+1,'+49,'-cmd,'@SUM(A1),'\t=1,-3,-3.5,1e-7\r\n`);
  expect(toCsv([['=A1,"B"']])).toBe(`"'=A1,""B"""\r\n`);
});
