const ENVIRONMENT =
  /(?<![A-Za-z0-9])(?:dev|qa|uat|stg|staging|preprod|pre-prod|nonprod|prod|production|sandbox|sit)\d{0,2}(?![A-Za-z0-9])/g;

const MAYBE = /dev|qa|uat|stg|stag|prod|sandbox|sit/;

/** Environment names that the text uses, each once, in order of appearance. Only lower case counts: names, not words. */
export function readEnvironments(lines: readonly string[]): string[] {
  const found = new Set<string>();
  for (const line of lines) {
    if (!MAYBE.test(line)) continue;
    for (const [name] of line.matchAll(ENVIRONMENT)) found.add(name);
  }
  return [...found];
}
