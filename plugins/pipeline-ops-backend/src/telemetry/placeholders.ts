import type { ResolvedEnvironment } from '@pipeline-ops/plugin-pipeline-ops-node';

/** `{env}`, `${ENV}`, `<topic-arn>`: a name in brackets. */
const PLACEHOLDER = /\$?\{([A-Za-z0-9_.-]+)\}|<([A-Za-z0-9_-]+)>/g;

/** The same without groups, which `split` would hand back among the parts. */
const PLACEHOLDERS_APART = /\$?\{[A-Za-z0-9_.-]+\}|<[A-Za-z0-9_-]+>/;

/** A name as a document writes it, for one environment. `whole` is false when a placeholder without a value is left. */
export function fillPlaceholders(
  name: string,
  environment: Pick<ResolvedEnvironment, 'name' | 'variables'>,
): { text: string; whole: boolean } {
  const values = new Map(
    Object.entries({
      env: environment.name,
      environment: environment.name,
      ...environment.variables,
    }).map(([variable, value]) => [normalise(variable), value]),
  );
  let whole = true;
  const text = name.replace(
    PLACEHOLDER,
    (written, braced: string | undefined, angled: string | undefined) => {
      const value = values.get(normalise(braced ?? angled ?? ''));
      whole &&= value !== undefined;
      return value ?? written;
    },
  );
  return { text, whole };
}

/** True when the name is what the template writes; each of its placeholders stands for any text. */
export function matchesTemplate(template: string, name: string): boolean {
  const parts = template.split(PLACEHOLDERS_APART);
  if (parts.length === 1) {
    return template === name;
  }
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (
    !name.startsWith(first) ||
    !name.endsWith(last) ||
    name.length < first.length + last.length
  ) {
    return false;
  }
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) {
      return false;
    }
    at = found + part.length;
  }
  return at <= name.length - last.length;
}

function normalise(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
