import axe from 'axe-core';

/**
 * What axe finds wrong, one line each. Contrast needs a real page and is checked in the
 * browser tests; a part of a page need not have the page's landmarks.
 */
export async function violationsIn(container: Element): Promise<string[]> {
  const { violations } = await axe.run(container, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
    },
  });
  return violations.flatMap(violation =>
    violation.nodes.map(node => `${violation.id}: ${node.html}`),
  );
}
