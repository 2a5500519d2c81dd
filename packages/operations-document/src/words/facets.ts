import { memo } from '../text/memo';
import { bareTitle, isAscii, normalise } from '../text/normalise';

/** What a part of a procedure is about. */
export type FacetKind =
  | 'symptoms'
  | 'causes'
  | 'impact'
  | 'description'
  | 'prerequisites'
  | 'diagnosis'
  | 'resolution'
  | 'commands'
  | 'phase'
  | 'verification'
  | 'rollback'
  | 'prevention'
  | 'escalation'
  | 'aftermath'
  | 'notes'
  | 'severity'
  | 'estimated-time'
  | 'measure';

/** Parts that say what to do. */
const ACTIONS: ReadonlySet<FacetKind> = new Set<FacetKind>([
  'diagnosis',
  'resolution',
  'commands',
  'phase',
]);

export function isAction(kind: FacetKind | undefined): boolean {
  return kind !== undefined && ACTIONS.has(kind);
}

// Each alternative is a whole word (`…*`: a stem); CJK entries match anywhere. The first kind that matches wins.
const STEMS: [FacetKind, string][] = [
  [
    'severity',
    'severity|sev|priority|schweregrad|priorität|sévérité|gravité|priorité|severidad|prioridad|gravedad|severidade|prioridade|重要度|深刻度|優先度',
  ],
  [
    'estimated-time',
    'estimated time|estimated duration|time estimate|time to resolve|time to complete|time required|eta|duration|geschätzte dauer|dauer|zeitaufwand|durée|durée estimée|temps estimé|tiempo estimado|duración|duración estimada|tempo estimado|duração|所要時間|目安時間',
  ],
  [
    'aftermath',
    'communicat*|comunica*|kommunikation*|post incident*|post recovery*|post restore*|post restart*|post failover*|post event*|post mortem*|postmortem*|post resolution|after action|after the incident|after the recovery|after recovery|after the restore|afterwards|follow up*|lessons learned|nachbereitung|suites|après incident|post incidente|pós incidente|事後*|振り返り',
  ],
  [
    'escalation',
    'escalat*|eskal*|escalad*|escalon*|escalam*|エスカレーション|who to contact|ansprechpartner',
  ],
  [
    'prevention',
    'prevent*|vorbeug*|prävention|prévention|prevenção|prevención|予防*|再発防止',
  ],
  [
    'verification',
    'verif*|validat*|validaç*|validaci*|validierung|confirm*|success criteria|definition of done|exit criteria|überprüfung|erfolgskontrolle|vérif*|comprobación|確認*|検証*',
  ],
  [
    'rollback',
    'rollback|roll back|back out|backout|zurückrollen|retour arrière|revertir|reversión|reversão|ロールバック|切り戻し',
  ],
  [
    'prerequisites',
    'prerequisite*|pre requisite*|before you begin|before you start|requirements|preconditions|voraussetzung*|prérequis|requisitos previos|requisitos|pré requisitos|前提*|required access',
  ],
  [
    'notes',
    'note|notes|hinweis*|caution|warning|related|references|see also|links|resources|evidence|example*|sample*|expected output|expected result*|expected|precaution*|documentation|remarque*|notas|nota|observaciones|observações|備考|参考*|関連*|beispiel*|verwandte*',
  ],
  [
    'symptoms',
    'symptom*|signs|indications|what you see|what you will see|error|errors|error message*|symptôme*|síntoma*|sintoma*|症状|現象|anzeichen|fehlerbild|issue|problem|problema|problème|問題',
  ],
  [
    'causes',
    'cause|causes|root cause|root causes|reason|reasons|why|why it happens|ursache*|grund|gründe|causa*|原因*|要因',
  ],
  [
    'impact',
    'impact*|blast radius|business impact|auswirkung*|consequence*|conséquence*|impacto*|影響*',
  ],
  [
    'measure',
    'threshold*|metric*|schwellwert*|schwellenwert*|seuil*|umbral|しきい値|閾値|namespace|statistic',
  ],
  [
    'description',
    'description|meaning|what it means|what this means|what does it mean|what it does|what this does|overview|visão geral|información general|übersicht|vue ensemble|vue d ensemble|summary|context|background|purpose|objective|scope|trigger*|detection|detect*|condition*|when to use|when|alarm|alert|alerts|about|details|bedeutung|was bedeutet das|beschreibung|überblick|auslöser|erkennung|signification|aperçu|contexte|descripción|descrição|significado|contexto|概要|説明|意味|検知*|背景|目的',
  ],
  [
    'diagnosis',
    'diagnos*|investigat*|debug*|triage|assess*|check|checks|analysis|analyze|analyse|troubleshooting|inspect*|untersuch*|prüfen|prüfung|analysieren|fehlersuche|investigación|investigação|diagnóstico|diagnostic*|análisis|análise|enquête|調査*|診断*|切り分け*|分析',
  ],
  ['commands', 'command|commands|befehle|commandes|comandos|コマンド'],
  [
    'resolution',
    'resol*|remediat*|fix|fixes|fixing|solution*|solve|mitigat*|action|actions|step|steps|procedure|procedures|instructions|response|respond|recover*|repair|workaround*|contain|containment|eradicat*|what to do|how to fix|how to resolve|how to respond|runbook|playbook|immediate*|short term|long term|quick|lösung*|behebung*|beheben|maßnahme*|massnahme*|schritt*|vorgehen*|sofortmaßnahme*|wiederherstell*|was tun|correctif*|correction*|étape*|procédure*|résol*|solución*|resolución|pasos|paso|acciones|acción|corrección|procedimiento*|recuperación|solução|soluções|resolução|correção|passos|passo|ações|ação|procedimento*|recuperação|qué hacer|o que fazer|que faire|mitigación|mitigação|atténuation|remédiation|remediación|remediação|対処*|対応*|復旧*|解決*|手順*|処置*|回避策|kurzfristig*|langfristig*',
  ],
];

/** An entry of {@link STEMS} with the place of its kind. */
interface Entry {
  text: string;
  rank: number;
}

// Entries by what a text must hold for them, so that a word is looked up and not tried against each of them.
const WORDS = new Map<string, number>();
const STEMS_BY_FIRST = new Map<string, Entry[]>();
const PHRASES_BY_WORD = new Map<string, Entry[]>();
const ANYWHERE: Entry[] = [];
const PHRASES = new Set<string>();

STEMS.forEach(([, list], rank) => {
  for (const written of list.split('|')) {
    const entry = { text: written.replace('*', ''), rank };
    if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(written)) ANYWHERE.push(entry);
    else if (written.includes(' ')) {
      PHRASES.add(entry.text);
      push(PHRASES_BY_WORD, written.split(' ')[0], entry);
    } else if (written.endsWith('*')) push(STEMS_BY_FIRST, written[0], entry);
    else if (!WORDS.has(written)) WORDS.set(written, rank);
  }
});

function push(into: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = into.get(key);
  if (known) known.push(entry);
  else into.set(key, [entry]);
}

const NONE = STEMS.length;

/** Words that may stand beside a facet's own without changing what the heading is. */
const FILLER = new Set(
  'a an and or the of for to in on by with if is are your this that it its common likely possible potential probable typical main known root first initial next immediate immediately further detailed detail quick safe manual manually basic general recommended suggested proposed alarm alert incident issue problem short long term flow sequence checklist or phase step steps stage part option time minutes minute min mins hour hours list info information plan path matrix process procedure procedures guide query queries what how do does when who und oder der die das des bei mögliche häufige sofort erste et ou le la les de du des possible possibles y o el los las del posible posibles comunes e os as do da dos das possíveis comuns user business end post pre classification triggers capture signal signals'.split(
    ' ',
  ),
);

const LOOKING =
  /^(?:check|verify|confirm|review|inspect|investigate|read|open|acknowledge)\s/;

export interface Facet {
  kind: FacetKind;
  /** True when the text is only the facet's name with filler words, so that it names no situation of its own. */
  pure: boolean;
}

/** Facet that a heading or a label names, if it names one. */
export const facetOf = memo((text: string): Facet | undefined => {
  const bare = bareTitle(text.replace(/\([^()]{0,80}\)/g, ' '));
  const normal = normalise(bare);
  if (normal === '') return undefined;
  // However much stands behind the number.
  if (
    /^(?:step|phase|stage|option|case|solution|schritt|étape|paso|passo|opción|opção|variante|method|approach|fase)\s+(?:\d{1,2}|[a-h])\b/.test(
      normal,
    )
  ) {
    return { kind: 'phase', pure: true };
  }
  if (normal.length > 70) return undefined;
  const words = normal.split(' ');
  if (words.length > 7) return undefined;
  const padded = ` ${normal} `;
  const rank = rankOf(words, padded);
  if (rank === NONE) return undefined;
  // "Check the trigger" is something to do, and no description of a trigger.
  if (STEMS[rank][0] === 'description' && LOOKING.test(normal))
    return { kind: 'diagnosis', pure: false };
  return {
    kind: STEMS[rank][0],
    pure: words.every(isPlain) || PHRASES.has(normal),
  };
});

/** Place of the first kind that a text names. */
function rankOf(words: string[], padded: string): number {
  let rank = NONE;
  for (const word of words) {
    rank = Math.min(rank, wordRank(word));
    for (const phrase of PHRASES_BY_WORD.get(word) ?? []) {
      if (phrase.rank < rank && padded.includes(` ${phrase.text}`))
        rank = phrase.rank;
    }
  }
  if (isAscii(padded)) return rank;
  for (const part of ANYWHERE) {
    if (part.rank < rank && padded.includes(part.text)) rank = part.rank;
  }
  return rank;
}

function wordRank(word: string): number {
  let rank = WORDS.get(word) ?? NONE;
  for (const stem of STEMS_BY_FIRST.get(word[0]) ?? []) {
    if (stem.rank < rank && word.startsWith(stem.text)) rank = stem.rank;
  }
  return rank;
}

function isPlain(word: string): boolean {
  return (
    FILLER.has(word) ||
    /^\d+$/.test(word) ||
    wordRank(word) < NONE ||
    ANYWHERE.some(part => part.text === word)
  );
}
