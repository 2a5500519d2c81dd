import type { CommandBlock, LineRange } from '../model';
import type { Code } from '../structure/blocks';
import type { IdRegister } from '../text/id';
import { findPlaceholders } from './placeholders';
import { startsAsQuery } from './queryText';

/** Shells by their tags. Those that quote in another way than POSIX says keep their own names. */
const SHELLS = new Map([
  ...'bash sh shell zsh console terminal shell-session shellsession sh-session ksh'
    .split(' ')
    .map(tag => [tag, 'bash'] as const),
  ['fish', 'fish'],
  ['cmd', 'cmd'],
  ['bat', 'cmd'],
  ['batch', 'cmd'],
  ['powershell', 'powershell'],
  ['ps1', 'powershell'],
  ['pwsh', 'powershell'],
]);
/** What {@link languageOf} says of a shell. */
const SHELL_NAMES = new Set(SHELLS.values());
const RUN_LANGUAGES = new Set(
  'sql psql mysql postgresql snowflake athena promql logql logs-insights logsinsights cloudwatch kql spl redis'.split(
    ' ',
  ),
);
const UNTAGGED = new Set(['', 'text', 'txt', 'plaintext', 'plain', 'code']);
const COMMAND_START =
  /^(?:\$ |> )?(?:sudo |[A-Z_]{2,40}=\S{0,200} )?(?:aws|kubectl|helm|docker|docker-compose|podman|terraform|terragrunt|terraformer|curl|wget|psql|mysql|snowsql|airflow|dbt|spark-submit|python3?|pip3?|node|npm|npx|yarn|make|git|ssh|scp|cd|ls|cat|grep|tail|head|echo|export|source|systemctl|journalctl|service|kafka-[a-z-]+(?:\.sh)?|redis-cli|gcloud|az|sam|cdk|serverless|sls|ansible(?:-playbook)?|vault|jq|openssl|dig|nslookup|ping|df|du|top|ps|kill|crontab|chmod|chown|rm|cp|mv|mkdir|sed|awk|tar|nc|telnet|pg_[a-z]+|mongo(?:sh)?|eksctl|stern|k9s|oc|flux|argocd|\.\/[\w./-]{1,100}|\/[\w./-]{1,100}\.sh)(?:\s|$)/;
const SQL_START =
  /^(?:select|insert|update|delete|alter|create|drop|truncate|merge|copy|vacuum|analyze|msck|show|describe|explain|grant|revoke|call|with|refresh|optimize|begin|commit|unload)\s/i;

/** Language of a block; untagged ones are guessed from their first statement. Lower case, `text` when nothing tells. */
export function languageOf(code: Code): string {
  const tag = code.language;
  if (startsAsQuery(code.text, tag)) return 'logs-insights';
  if (!UNTAGGED.has(tag)) return SHELLS.get(tag) ?? tag;
  const first = firstStatement(code.text);
  if (COMMAND_START.test(first)) return 'bash';
  if (SQL_START.test(first)) return 'sql';
  if (/^[[{]/.test(first)) return 'json';
  return 'text';
}

/** Whether an operator runs the block: a shell, SQL, PromQL or Logs Insights; configuration, code and output are none. */
export function isRunnable(code: Code): boolean {
  const language = languageOf(code);
  return SHELL_NAMES.has(language) || RUN_LANGUAGES.has(language);
}

function firstStatement(text: string): string {
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed !== '' && !/^(?:#|--|\/\/)/.test(trimmed)) return trimmed;
  }
  return '';
}

/** The block as a command, with its placeholders. */
export function toCommand(
  code: Code,
  headingPath: readonly string[],
  ids: IdRegister,
): CommandBlock {
  const language = languageOf(code);
  const lines: LineRange = code.lines;
  return {
    id: ids.take('command', headingPath, code.text),
    language,
    text: code.text,
    lines,
    placeholders: findPlaceholders(code.text, language),
  };
}
