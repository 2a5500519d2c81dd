import { foreignZoneOf, nameInTitle } from './periodWords';

it.each([
  ['Daily', true],
  ['daily checks', true],
  ['Before the shop opens', false],
])('%p says that it is daily: %p', (title, says) => {
  expect(nameInTitle(title, 'Daily')).toBe(says);
});

it('names a zone only to whoever lives in another one', () => {
  expect(foreignZoneOf('Europe/London', 'Asia/Tokyo')).toBe('Europe/London');
  expect(foreignZoneOf('Europe/London', 'Europe/London')).toBeUndefined();
  expect(foreignZoneOf('UTC', 'Asia/Tokyo')).toBeUndefined();
});
