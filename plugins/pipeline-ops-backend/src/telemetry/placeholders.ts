import type { ResolvedEnvironment } from '@pipeline-ops/plugin-pipeline-ops-node';

/** `{env}`, `${ENV}`, `<topic-arn>`: a name in brackets. */
const PLACEHOLDER = /\$?\{([A-Za-z0-9_.-]+)\}|<([A-Za-z0-9_-]+)>/g;

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

/** The literal parts of a name around its placeholders. */
export function literalParts(name: string): string[] {
  return name.split(/\$?\{[A-Za-z0-9_.-]+\}|<[A-Za-z0-9_-]+>/);
}

function normalise(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
