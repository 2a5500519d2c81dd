import { memo } from '../text/memo';
import { bareTitle, normalise } from '../text/normalise';
import { wholeWords } from './wholeWords';

/**
 * What a heading announces: a named situation, a named procedure, a place that holds such sections, something that is
 * no procedure at all, or nothing that its words tell.
 */
export type TitleKind =
  'situation' | 'procedure' | 'container' | 'reference' | 'plain';

const PREFIX =
  /^(?:runbook|playbook|sop|issue|problem|alarm|alert|scenario|incident|error|symptom|failure|procedure|case|q|problème|incidente?|problema|alarma|alarme|erreur|erro|fehler|störung|szenario|escenario|cenário|scénario|問題|アラーム|アラート|障害|シナリオ)(?:\s*#?\d{1,3}|\s[A-H])?\s*[:：\-–—]\s*\S/iu;

/** What ends a prefix, to pass the other titles over quickly. */
const PUNCTUATION = /[:：\-–—]/;

const CONTAINER = wholeWords(
  /(?<![\p{L}\p{N}])(?:troubleshoot\w*|common (?:issues|problems|errors|failures|alarms|alerts|scenarios|incidents)\w*|known (?:issues|problems)|runbooks?|playbooks?|(?:recovery|emergency|operational|operations|incident|response|failover|rollback|restart|standard operating|maintenance|support|remediation|failure|error handling|on call|oncall|manual|alarm|alert|operating) (?:procedures?|runbooks?|playbooks?|actions|tasks|responses?|guide|handling)|procedures|incident (?:response|management|handling|scenarios|types)|alert response\w*|disaster recovery|backup and (?:recovery|restore)|(?:failure|error|incident|issue) (?:modes|scenarios|cases|types|categories)|scenarios|what to do.*|(?:pagerduty|opsgenie|victorops) (?:incidents|alerts|alarms)|failures? and recovery|backup (?:recovery|restore)|störungen(?: .*)?|bekannte probleme|fehlerbilder|fehlersuche|pannes(?: (?:fréquentes|courantes|connues))?|problèmes connus|incidents (?:fréquents|courants)|averías|incidencias|fallos comunes|problemas conocidos|incidentes comunes|falhas comuns|incidentes comuns|problemas conhecidos|was tun.*|was ist zu tun.*|que faire.*|qué hacer.*|o que fazer.*|fehlerbehebung|störungsbehebung|problembehebung|notfall\w*|wiederherstellung\w*|häufige (?:probleme|fehler)|betriebshandbuch|dépannage|résolution (?:de|des) problèmes|problèmes (?:courants|fréquents)|procédures?|reprise après sinistre|solución de problemas|resolución de problemas|problemas (?:comunes|frecuentes)|procedimientos?|recuperación de desastres|runbook operativo|solução de problemas|resolução de problemas|problemas comuns|procedimentos?|recuperação de desastres|alarm runbooks|break glass|day 2 operations|failures and fixes|operational tasks)(?![\p{L}\p{N}])|トラブルシューティング|異常時の対応|トラブルシュート|障害対応|復旧手順|よくある問題|アラート対応|アラーム対応|運用手順|緊急対応|故障|문제 해결|장애 대응|故障排除|故障处理/u,
);

const WEAK_CONTAINER = wholeWords(
  /(?<![\p{L}\p{N}])(?:operations|maintenance|on ?call|incidents?|operating|recovery|betrieb|wartung|exploitation|operaciones|operações|operacional|manutenção|mantenimiento|alarms|alerts|alarme|alarmas|management|administration)(?![\p{L}\p{N}])|運用|保守|アラーム|アラート/u,
);

const REFERENCE_START =
  /^(?:when to|set ?up|setting up|install\w*|configur\w*|deploy\w*|creating (?:an? )?(?:alarm|alert|dashboard|metric)\w*|create (?:an? )?(?:alarm|alert|dashboard|metric)\w*|enabl\w*|integrat\w*|getting started|quick ?start|introduc\w*|overview|architecture|example\w*|sample\w*|useful|about|understanding|monitoring tools|using|accessing|access|einrichtung|installation|konfiguration|introducción|introdução)(?![\p{L}\p{N}])/u;

const REFERENCE = wholeWords(
  /(?<![\p{L}\p{N}])(?:overview|introduction|architecture|installation|setup|configuration|getting started|quick ?start|tutorial|workshop|lab|exercise|learning objectives|best practices?|tips|tuning|optimi[sz]ation|optimi[sz]ations|optimi[sz]ing|useful commands|common commands|cli commands|command reference|quick reference|cheat ?sheet|quick commands|reference|references|scripts?|glossary|change ?log|release notes?|version history|revision history|history|contribut\w*|retrospectives?|lessons|challenges|contacts?|contact information|on call contacts|related|resources|next steps|summary|conclusion|roadmap|future|dashboards?|metrics?|queries|logging|log (?:format|levels?|groups?|streams?|retention|analysis)|integrations?|examples?|templates?|costs?|compliance|strategy|strategies|checklists?|debug mode|debug commands|information to (?:gather|collect|provide)|(?:getting|additional|more) help|appendix|table of contents|contents|index|benchmarks?|features?|requirements|severity (?:levels?|classification|definitions?|matrix)|sla|slos?|slis?|code|development|pull requests?|design|data ?flow|diagram|components?|inventory|environments?|variables|permissions|policy|policies|terms|license|zusammenfassung|überblick|architektur|referenzen|kontakte?|vorlage\w*|résumé|architecture|aperçu|contactos?|resumen|arquitectura|arquitetura|contatos?|resumo|mejores prácticas|melhores práticas|monitoreo|monitoramento|prerequisites|voraussetzungen|tools|tooling|werkzeuge|outils|herramientas|ferramentas|principles|guidelines|grundsätze|principes|principios|princípios|goals|objectives|objetivos|ziele|fazit|conclusión|conclusão)(?![\p{L}\p{N}])|概要|目次|構成|まとめ|おわりに|はじめに|原則|方針|体制|設定|ダッシュボード|メトリクス|関連|ベストプラクティス|参考|連絡先|監視/u,
);

const FAILURE = wholeWords(
  /(?<![\p{L}\p{N}])(?:fail|fails|failed|failing|failures?|errors?|timeouts?|time ?outs?|timed out|timing out|stuck|lag|lags|lagging|latency|down|outages?|missing|denied|throttl\w*|cannot|can t|unable|stale|stall|stalls|stalled|mismatch\w*|full|exceed\w*|exceeded|slow|slowness|crash\w*|corrupt\w*|lost|loss|leaks?|leaking|drift|backlog|spikes?|duplicates?|duplicated|disconnect\w*|unavailable|unhealthy|unreachable|expired|expiring|expiry|dead letter|dlq|not|no|never|won t|doesn t|isn t|aren t|don t|degraded|degradation|delay|delayed|delays|late|broken|invalid|incorrect|wrong|high|low|exhaust\w*|saturat\w*|out of|oom|killed|deadlock\w*|blocked|blocking|rejected|refused|unexpected|anomal\w*|incident|breach\w*|overload\w*|overrun|bottleneck\w*|inconsisten\w*|skew\w*|hang|hangs|hanging|hung|issues?|problems?|poison|quarantine\w*|interrupted|evicted|restarting|flapping|5xx|4xx|\d{3} errors?|filling up|filling|approaching|growing|increasing|increased|decreased|drop|drops|dropped|violations?|empty|missed|misses|twice|stopped|stops|dead|unknown|fehler\w*|fehlen|fehlt|bleib\w* aus|doppelt\w*|verspätet\w*|ausfall\w*|ausgefallen|fehlgeschlagen|schlägt fehl|hängt|langsam\w*|kein|keine|keinen|nicht|voll|verzögerung\w*|überlast\w*|erreurs?|échecs?|échoue\w*|panne\w*|lente?s?|bloqué\w*|indisponible\w*|retards?|pas|ne (?:[\p{L}]{1,20} ){1,3}plus|absente?s?|manquant\w*|deux fois|doublons?|fallos?|fallas?|falla|caída\w*|lent[oa]s?|atasc\w*|bloquead[oa]s?|retrasos?|sin|falt\w*|agotad[oa]s?|duplicad[oa]s?|(?:latencia|uso|memoria|carga|error) alt[oa]|alt[oa] (?:latencia|uso|carga|memoria|consumo)|caíd[oa]s?|caid[oa]s?|erros?|falhas?|falhou|lentidão|queda\w*|atrasos?|não|sem|esgotad[oa]s?|(?:latência|uso|memória|carga|consumo|miss) alt[oa]|alt[oa] (?:latência|uso|carga|memória|consumo)|inconsistên\w*|indisponível|indisponibilidade)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?:alarm|alert)$|エラー|失敗|障害|遅延|しない|されない|できない|出ない|れない|ない$|停止|異常|超過|枯渇|低下|劣化|不足|逼迫|滞留|不整合|欠損|悪化|タイムアウト|ダウン|오류|실패|장애|지연|失败|错误|超时/u,
);

const OPERATION = wholeWords(
  /(?<![\p{L}\p{N}])(?:restart\w*|reboot\w*|recover\w*|replay\w*|restor\w*|roll ?back|rolling back|rollbacks|redriv\w*|re ?run|re ?running|rerun\w*|retry\w*|retrying|backfill\w*|reprocess\w*|re ?sync\w*|resynchroni\w*|rotat\w*|drain\w*|fail ?over|failing over|failback|purg\w*|unlock\w*|repair\w*|reset\w*|re ?trigger\w*|trigger\w*|stop|stopping|pause|pausing|resume|resuming|rebuild\w*|re ?index\w*|reindex\w*|reload\w*|re ?ingest\w*|refresh\w*|scale|scaling|migrat\w*|clean ?up|cleaning up|revert\w*|re ?deploy\w*|redeploy\w*|snapshots?|vacuum\w*|archiv\w*|dropping|adding|removing|updates|shut ?down|start up|evacuat\w*|manual(?:ly)? (?:run|execut|trigger|load|start|restart|invok)\w*|emergency|hotfix|neustart\w*|wiederherstell\w*|zurücksetzen|nachladen|neu starten|redémarr\w*|restaur\w*|relanc\w*|rejou\w*|reinici\w*|recuper\w*|reproces\w*|revertir|reverter|reprocess\w*|rotación|rotação)(?![\p{L}\p{N}])|再起動|復旧|復元|再実行|リストア|ロールバック|切り替え|再処理|再投入/u,
);

const REPORTED = wholeWords(
  /(?<![\p{L}\p{N}])(?:challenges?|lessons|retrospective|post ?mortems?|change ?log|release notes?|contribut\w*|lab|tutorial|workshop|course|exercise|code of conduct|blog)(?![\p{L}\p{N}])/u,
);

/** Words of everyday language with a hyphen: `Cross-Dock`, `on-call`, `post-incident`. */
const HYPHENATED =
  /^(?:[A-Z][a-z]+-[A-Z][a-z]+|(?:[Oo]n|[Oo]ff|[Ii]n|[Bb]y|[Uu]p|[Pp]re|[Pp]ost|[Rr]e|[Nn]on|[Ss]elf|[Ff]ollow|[Ss]tart|[Cc]lean|[Dd]ay|[Ee]nd|[Rr]eal|[Cc]ross|[Bb]reak|[Ff]ail|[Rr]oll|[Hh]and|[Ff]irst|[Mm]ulti)-[a-z]+|[Ee]nd-to-end|[Dd]ay-to-day)$/;

/** A name as alarms and resources have it: one word of at least two parts (`etl-job-failed`, `NodeDiskFull`). */
export const isIdentifier = memo((text: string): boolean => {
  const name = text.trim();
  if (/\s/.test(name) || name.length < 5 || name.length > 255) return false;
  if (!/^[A-Za-z0-9${}<>[\]][A-Za-z0-9_./${}<>[\]-]*$/.test(name)) return false;
  if (HYPHENATED.test(name)) return false;
  return (
    /[A-Za-z0-9}>\]][-_.][A-Za-z0-9${<[]/.test(name) ||
    /[a-z0-9][A-Z]/.test(name)
  );
});

/** Whether a title says outright what it is: `Issue: …`, `Alarm: …`, `Runbook: …`, `Scenario 2: …`. */
export const hasPrefix = memo((title: string): boolean => {
  return PUNCTUATION.test(title) && PREFIX.test(bareTitle(title));
});

/** Alarm or situation that a prefixed title names: `lambda-errors` of `Alarm: lambda-errors`. */
export function withoutPrefix(title: string): string {
  const bare = bareTitle(title);
  return hasPrefix(title)
    ? bare.replace(/^[^:：\-–—]+[:：\-–—]\s*/u, '')
    : bare;
}

/** Whether the title is of a text that tells what was, or teaches: nothing below it is a procedure. */
export const isReported = memo((title: string): boolean => {
  return REPORTED.test(normalise(title));
});

/** "Troubleshooting commands" holds commands, not procedures. */
const COMMAND_LIST = /(?:commands|cheat ?sheet|befehle|commandes|comandos)$/u;

/** Whether sections below a title are procedures even when their own titles do not tell. */
export const isContainer = memo((title: string): boolean => {
  const normal = normalise(bareTitle(title));
  return CONTAINER.test(normal) && !COMMAND_LIST.test(normal);
});

const SOLVING = wholeWords(
  /(?<![\p{L}\p{N}])(?:troubleshoot\w*|common|known|runbooks|playbooks|what to do|fehlerbehebung|störungsbehebung|dépannage|solución|solução|problem\w*|issues|procedures|procédures|procedimientos|procedimentos|scenarios|modes)(?![\p{L}\p{N}])|トラブル|復旧手順|障害対応|手順/u,
);

/** Whether a whole document is about solving problems, so that each of its chapters is one. */
export const isSolving = memo((title: string): boolean => {
  const normal = normalise(bareTitle(title));
  return (
    SOLVING.test(normal) &&
    !/operations?(?:\s|$)|operational|betrieb/.test(normal)
  );
});

/** Whether sections below a title may be procedures when their titles tell so. */
export const isWeakContainer = memo((title: string): boolean => {
  return WEAK_CONTAINER.test(normalise(bareTitle(title)));
});

export const namesFailure = memo((title: string): boolean => {
  return FAILURE.test(normalise(bareTitle(title)));
});

export const namesOperation = memo((title: string): boolean => {
  return OPERATION.test(normalise(bareTitle(title)));
});

const IMPERATIVE =
  /^(?:check|verify|review|identify|inspect|confirm|validate|look|find|determine|analy[sz]e|investigate|diagnose|assess|monitor|increase|decrease|reduce|raise|lower|adjust|scale|restart|reboot|stop|start|pause|resume|enable|disable|rotate|reset|retry|re ?run|run|rerun|replay|redrive|restore|recover|roll|revert|redeploy|deploy|update|upgrade|apply|fix|clear|clean|purge|delete|remove|drain|kill|test|query|list|get|describe|view|open|go|navigate|notify|contact|escalate|inform|communicate|acknowledge|isolate|contain|switch|fail|promote|trigger|backfill|reprocess|wait|add|create|set|grant|request|collect|gather|capture|document|record|quick|use|move|copy|download|upload|examine|search|prüfe\w*|überprüfe\w*|starte\w*|stoppe\w*|vérifi\w*|consult\w*|relanc\w*|redémarr\w*|verific\w*|comprob\w*|revis\w*|reinici\w*|ejecut\w*|execut\w*)(?![\p{L}\p{N}])/u;

/** Whether a title tells to do something: "Check the shard count". */
export const isImperative = memo((title: string): boolean => {
  return IMPERATIVE.test(normalise(bareTitle(title)));
});

const ITEM =
  /^(?:then|now|first|finally|next|if|when|once|as soon as|until|in the|from the|on the|log|sign|click|select|choose|press|type|enter|connect|compare|pick|print|scan|call|ask|write|send|tell|take|follow|ensure|make|mark|point|put|import|export|page|announce|declare|assign|give|keep|leave|let|set|turn|undo|read|hold|repeat|retrieve|resolve|close|post|publish|alert|page|engage|establish|release|register|install|configure|do|don t|never|always|note|see|try|use|work|install|perform|ping|plug|unplug|power|remove|replace|return|revoke|secure|trace|tune|unlock|upload|warn|abrir|cerrar|leer|liberar|avisar|detener|borrar|volver|llamar|iniciar|acceder|conectarse|registrar|documentar|identificar|corregir|conferir|testar|verificar|abrir|parar|apagar|chamar|avisar|appeler|noter|arrêter|supprimer|ouvrir|lire|prévenir|attendre|comparer|contrôler|[\p{L}]+ (?:öffnen|prüfen|starten|stoppen|anrufen|lesen|melden|vergleichen|leeren|löschen|warten))(?![\p{L}\p{N}])|(?:する|確認|実行|再起動|連絡)。?$/u;

/** Whether a list's item tells to do something. */
export function tellsItem(text: string): boolean {
  return isImperative(text) || ITEM.test(normalise(bareTitle(text)));
}

const INSTRUCTIVE =
  /(?<![\p{L}\p{N}])(?:runbooks?|playbooks?|procedures?|instructions?|sops?|anleitung\w*|procédures?|procedimientos?|procedimentos?)(?![\p{L}\p{N}])|手順/u;

/** Whether a document's title says that it holds instructions. */
export const isInstructive = memo((title: string): boolean => {
  return INSTRUCTIVE.test(normalise(bareTitle(title)));
});

/** Whether a title begins with a grade, as definitions of severities do: `P1: Critical`, `SEV2`. */
export const isSeverity = memo((title: string): boolean => {
  return /^(?:p[0-5]|sev(?:erity)? ?[0-5]|s[1-4])(?![\p{L}\p{N}])/u.test(
    normalise(bareTitle(title)),
  );
});

/** A title whose last word is one of these is about a thing, whatever goes wrong with it. */
const REFERENCE_END =
  /(?:structure|format|locations?|overview|architecture|polic(?:y|ies)|configuration|setup|metrics|dashboards?|schedules?|thresholds|levels|definitions|matrix|templates?|tools|commands|quer(?:y|ies)|documentation|classes|access|principles|channels|targets|references?|categories|diagram|examples?|fields|integration|analysis|notifications?|retention|logging|logs|(?:data|process|event|message|control) flow)$/u;

const CJK_REFERENCE_END =
  /(?:原則|方針|体制|定義|一覧|構成|概要|基準|フロー図)$/u;

/** "Missing logs" is a situation, although logs are something to refer to. */
const FAILURE_START =
  /^(?:missing|no|failed|failing|high(?! (?:availability|level))|low(?! level)|slow|stale|stuck|broken|unexpected|excessive|increased|duplicated?|corrupt(?:ed)?|lost|delayed|too many|cannot|can t|unable)\s/u;

const OPERATION_START =
  /^(?:restart|reboot|recover|replay|restore|roll ?back|redrive|re ?run|rerun|backfill|reprocess|re ?sync|rotate|drain|fail ?over|purge|repair|re ?trigger|rebuild|re ?index|reindex|re ?ingest|revert|unlock|evacuate|shut ?down)(?![\p{L}\p{N}])/u;

/** Characters of the longest of them. */
const LONGEST_END = 20;

export const titleKind = memo((title: string): TitleKind => {
  const bare = bareTitle(title);
  const normal = normalise(bare);
  if (hasPrefix(title) || isIdentifier(bare)) return 'situation';
  if (REFERENCE_START.test(normal)) return 'reference';
  if (CJK_REFERENCE_END.test(normal)) return 'reference';
  if (FAILURE_START.test(normal) && !CONTAINER.test(normal)) return 'situation';
  if (
    REFERENCE_END.test(normal.slice(-LONGEST_END)) &&
    !CONTAINER.test(normal) &&
    !isImperative(title)
  )
    return 'reference';
  if (CONTAINER.test(normal))
    return COMMAND_LIST.test(normal) ? 'reference' : 'container';
  if (FAILURE.test(normal)) return 'situation';
  // "Rebuild the index" is an operation, although an index is something to refer to.
  if (OPERATION_START.test(normal)) return 'procedure';
  if (REFERENCE.test(normal)) return 'reference';
  if (OPERATION.test(normal)) return 'procedure';
  return 'plain';
});
