import { messages } from './messages';
import german from './de';

function flatten(tree: object, path = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${path}${key}`, value]]
        : Object.entries(flatten(value, `${path}${key}.`)),
    ),
  );
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort();

it('says every English message in German, with the same placeholders', () => {
  const english = flatten(messages);
  const { messages: translated } = german as unknown as {
    messages: Record<string, string>;
  };
  expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
  for (const [key, text] of Object.entries(english)) {
    expect([key, placeholders(translated[key])]).toEqual([
      key,
      placeholders(text),
    ]);
  }
});
