import type { CadenceWord } from '../model';
import { memo } from '../text/memo';
import { isAscii, normalise, wordsOf } from '../text/normalise';
import { wholeWords } from './wholeWords';

const WORDS: Record<CadenceWord, string> = {
  shift: 'schichtübergabe schichtbeginn schichtende schichtwechsel',
  daily:
    'daily nightly everyday taglich tagliche taglicher tagliches taglichen täglich tägliche täglicher tägliches täglichen tagesgeschäft quotidien quotidienne quotidiens quotidiennes quotidiennement journalier journalière journaliers journalières diario diaria diarios diarias diariamente diário diária diários diárias',
  weekly:
    'weekly wöchentlich wöchentliche wöchentlicher wöchentliches wöchentlichen hebdomadaire hebdomadaires semanal semanales semanais semanalmente',
  monthly:
    'monthly monatlich monatliche monatlicher monatliches monatlichen mensuel mensuelle mensuels mensuelles mensual mensuales mensualmente mensal mensais mensalmente',
  quarterly:
    'quarterly vierteljährlich vierteljährliche vierteljährlicher vierteljährlichen quartalsweise trimestriel trimestrielle trimestriels trimestrielles trimestral trimestrales trimestrais',
  yearly:
    'yearly annual annually jährlich jährliche jährlicher jährlichen annuel annuelle annuels annuelles anual anuales anuais anualmente',
};

const PHRASES: Record<CadenceWord, string[]> = {
  shift: [
    'per shift',
    'each shift',
    'every shift',
    'shift handover',
    'shift checklist',
    'start of shift',
    'end of shift',
    'shift start',
    'shift change',
    'pro schicht',
    'jede schicht',
    'chaque poste',
    'prise de poste',
    'cada turno',
    'cambio de turno',
    'troca de turno',
    'por turno',
    'シフト開始',
    'シフト終了',
    'シフト交代',
    'シフトごと',
    'シフト引き継ぎ',
    'シフトチェック',
    '各シフト',
    '毎シフト',
  ],
  daily: [
    'every day',
    'each day',
    'every morning',
    'each morning',
    'every night',
    'every weekday',
    'once a day',
    'per day',
    'jeden tag',
    'jeden morgen',
    'pro tag',
    'chaque jour',
    'tous les jours',
    'chaque matin',
    'cada día',
    'todos los días',
    'cada mañana',
    'todo dia',
    'todos os dias',
    'cada dia',
    '日次',
    '毎日',
    '毎朝',
    'デイリー',
    '매일',
    '일일',
    '每天',
    '每日',
  ],
  weekly: [
    'every week',
    'each week',
    'once a week',
    'per week',
    'jede woche',
    'pro woche',
    'chaque semaine',
    'toutes les semaines',
    'cada semana',
    'todas las semanas',
    'toda semana',
    'todas as semanas',
    '週次',
    '毎週',
    'ウィークリー',
    '매주',
    '주간',
    '每周',
    '每週',
  ],
  monthly: [
    'every month',
    'each month',
    'once a month',
    'per month',
    'jeden monat',
    'pro monat',
    'chaque mois',
    'tous les mois',
    'cada mes',
    'todos los meses',
    'todo mês',
    'cada mês',
    '月次',
    '毎月',
    '매월',
    '월간',
    '每月',
  ],
  quarterly: [
    'every quarter',
    'each quarter',
    'once a quarter',
    'per quarter',
    'jedes quartal',
    'pro quartal',
    'chaque trimestre',
    'cada trimestre',
    'todo trimestre',
    '四半期',
    '분기',
    '每季',
    '季度',
  ],
  yearly: [
    'every year',
    'each year',
    'once a year',
    'per year',
    'jedes jahr',
    'chaque année',
    'tous les ans',
    'cada año',
    'todos los años',
    'todo ano',
    'cada ano',
    '年次',
    '毎年',
    '연간',
    '每年',
  ],
};

const CADENCES = Object.keys(WORDS) as CadenceWord[];
const BY_WORD = new Map(
  CADENCES.flatMap(cadence =>
    WORDS[cadence].split(' ').map(word => [word, cadence] as const),
  ),
);
const BY_PHRASE = CADENCES.flatMap(cadence =>
  PHRASES[cadence].map(phrase => {
    const spaced = /[a-z]/.test(phrase);
    return { phrase: spaced ? ` ${phrase} ` : phrase, cadence };
  }),
);
/** First words of the phrases that have several, to pass the other titles over quickly. */
const PHRASE_STARTS = new Set(
  BY_PHRASE.filter(({ phrase }) => phrase.startsWith(' ')).map(
    ({ phrase }) => phrase.trim().split(' ')[0],
  ),
);
const WEEKDAY_NAMES = [
  'monday|mondays|montag|montags|lundi|lunes|segunda',
  'tuesday|tuesdays|dienstag|dienstags|mardi|martes|terça',
  'wednesday|wednesdays|mittwoch|mittwochs|mercredi|miércoles|quarta',
  'thursday|thursdays|donnerstag|donnerstags|jeudi|jueves|quinta',
  'friday|fridays|freitag|freitags|vendredi|viernes|sexta',
  'saturday|saturdays|samstag|samstags|samedi|sábado',
  'sunday|sundays|sonntag|sonntags|dimanche|domingo',
].map(names => new Set(names.split('|')));
const EVERY = new Set(['every', 'each', 'jeden', 'chaque', 'cada', 'toda']);

/** Cadence that a heading or label states; the first one it names. */
export const cadenceOf = memo((text: string): CadenceWord | undefined => {
  const words = wordsOf(text);
  for (let i = 0; i < words.length; i += 1) {
    const cadence = BY_WORD.get(words[i]);
    if (cadence) return cadence;
    if (EVERY.has(words[i]) && weekdayOfWord(words[i + 1])) return 'weekly';
  }
  if (!words.some(word => PHRASE_STARTS.has(word)) && isAscii(text))
    return undefined;
  const padded = ` ${words.join(' ')} `;
  return BY_PHRASE.find(({ phrase }) => padded.includes(phrase))?.cadence;
});

/** 1 Monday to 7 Sunday, where the text names a weekday. */
export function weekdayOf(text: string): number | undefined {
  for (const word of wordsOf(text)) {
    const day = weekdayOfWord(word);
    if (day) return day;
  }
  return undefined;
}

function weekdayOfWord(word: string | undefined): number | undefined {
  if (!word) return undefined;
  const index = WEEKDAY_NAMES.findIndex(names => names.has(word));
  return index < 0 ? undefined : index + 1;
}

const CLOCK = /\b([01]?\d|2[0-3])[:h]([0-5]\d)\s*(am|pm)?\b/i;
const HOUR = /\b(1[0-2]|[1-9])\s*(am|pm)\b/i;
const ZONE =
  /\b(UTC|GMT|(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[A-Z][A-Za-z_]{2,30}(?:\/[A-Z][A-Za-z_]{2,30})?)\b/;

/** `HH:MM` that the text states, on a 24-hour clock. */
export function timeOfDayOf(text: string): string | undefined {
  const match = CLOCK.exec(text);
  const [hour, minute, half] = match
    ? [Number(match[1]), match[2], match[3]]
    : hourOnly(text);
  if (hour === undefined) return undefined;
  return `${String(to24(hour, half)).padStart(2, '0')}:${minute}`;
}

function hourOnly(text: string): [number | undefined, string, string?] {
  const match = HOUR.exec(text);
  return match ? [Number(match[1]), '00', match[2]] : [undefined, '00'];
}

function to24(hour: number, half: string | undefined): number {
  if (!half || hour > 12) return hour;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

/** IANA name or `UTC`, where the text names a time zone. */
export function timeZoneOf(text: string): string | undefined {
  const zone = ZONE.exec(text)?.[1];
  return zone === 'GMT' ? 'UTC' : zone;
}

/** Words that make a title with a cadence a report, a job or a record instead of a list of checks. */
const NO_CHECKLIST = new Set(
  'report reports summary summaries log logs template templates script scripts metric metrics volume compliance statistic statistics trend trends backup backups batch job jobs load loads ingestion snapshot snapshots export exports import imports sync run runs schedule schedules scheduled cost costs budget traffic retention window rotation limit limits quota quotas partition partitions etl dag query queries dashboard dashboards etlauf bericht berichte rapport rapports informe informes relatório relatórios sicherung sicherungen copia copias usage spend billing aggregate aggregation newsletter'.split(
    ' ',
  ),
);
/** Nothing below such a title recurs as a check, tick boxes or not. */
const NEVER_CHECKLIST =
  /(?<![\p{L}\p{N}])(?:goals?|objectives?|okrs?|roadmap|agenda|meetings?|sync(?=$| \d)|stand ?up|retro(?:spective)?|newsletter|templates?|vorlagen?|ziele|modèles?|plantillas?|modelos?|objetivos?|objectifs?)(?![\p{L}\p{N}])|会議|議事|目標|テンプレート/u;
const CHECKLIST_WORDS = wholeWords(
  /(?<![\p{L}\p{N}])(?:check|checks|checklist|checklists|task|tasks|to ?dos?|routine|duties|aufgaben|checkliste|prüfungen|prüfliste|tâches|vérifications|contrôles|tareas|comprobaciones|verificaciones|tarefas|verificações|rotina|rutina|review|maintenance|wartung)(?![\p{L}\p{N}])|チェック|点検|作業|タスク|점검|检查|检查表/u,
);

/** Whether a title that states a cadence can own a list without tick boxes. */
export const canOwnPlainList = memo((title: string): boolean => {
  const normal = normalise(title);
  if (CHECKLIST_WORDS.test(normal)) return true;
  return !wordsOf(title).some(word => NO_CHECKLIST.has(word));
});

/** Whether a label says that a list of things to check follows. */
export const isChecklistLabel = memo((label: string): boolean => {
  return /checklist|checkliste|(?:^|\s)checks$|prüfliste|liste de contrôle|lista de (?:comprobación|verificação|control)|to ?do|チェックリスト|체크리스트|检查表/.test(
    normalise(label),
  );
});

/** Whether a title with a cadence is about meetings, goals or forms. */
export function isNoChecklist(title: string): boolean {
  const normal = normalise(title);
  return NEVER_CHECKLIST.test(normal) && !isChecklistLabel(title);
}
