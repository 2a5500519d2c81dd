import type {
  RunbookElement,
  RunbookStepElement,
} from '@pipeline-ops/operations-document';
import type { AlarmRunbookLink } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  PipelineDocument,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { matchesTemplate } from '../telemetry/placeholders';
import { servicesOf } from './about';
import { linksIn, linkTo, type AlarmLink } from './alarmLinks';
import { titleOf } from './toRunbook';

/** What has to be known of an alarm to find the procedures that answer it. */
export interface AnswerableAlarm {
  name: string;
  description?: string;
  /** Value of its `runbook_url` tag, where tags were read. */
  runbookTag?: string;
  metricName?: string;
  /** Service pack kind, such as `lambda`, where the metric's namespace tells. */
  service?: string;
}

/** Words that say nothing about what an alarm or procedure is about. */
const EMPTY_WORDS = new Set(
  'a an and the of in on to for is are or not with from at by alarm alarms alert high low too many pipeline prod dev test staging rate count issue runbook check'.split(
    ' ',
  ),
);

/** Words that fit nearly every alarm: they confirm a match, but make none. */
const VAGUE_WORDS = new Set(['fail', 'error', 'latency', 'throttl', 'slow']);

/** Share of an alarm's telling words that a title must hold to be called an answer by its words. */
const ENOUGH_WORDS = 0.6;

const MOST_ANSWERS = 5;

/** Rank of a procedure that only speaks of the alarm. */
const MENTION = 3;

/** Lower-case words of a name or title: `KafkaPublishFailures` and `kafka-publish-failures` give the same. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 1 && !EMPTY_WORDS.has(word))
    .map(stem);
}

/** Singular and plural, `failed` and `failure` count as one word. */
function stem(word: string): string {
  return word
    .replace(/ies$/, 'y')
    .replace(/(ures?|ed|ing|s)$/, '')
    .replace(/e$/, '');
}

const sameName = (a: string, b: string) =>
  a.localeCompare(b, undefined, { sensitivity: 'accent' }) === 0;

/** As a document or definition names an alarm, in any case: `{env}-errors` names `prod-errors`. */
const namesAlarm = (documented: string, alarmName: string) =>
  matchesTemplate(documented.toLowerCase(), alarmName.toLowerCase());

/** A step that the document no longer has is not linked to; its procedure is all the same. */
function hasStep(
  steps: readonly RunbookStepElement[],
  id: string | undefined,
): boolean {
  return steps.some(step => step.id === id || hasStep(step.steps, id));
}

interface Match {
  reason: string;
  explicit: boolean;
  /** Higher is better. */
  rank: number;
  /** Step that the link points at. */
  stepId?: string;
}

function match(
  runbook: RunbookElement,
  document: PipelineDocument,
  alarm: AnswerableAlarm & {
    links: Record<'tag' | 'description', AlarmLink[]>;
  },
  pipeline: ResolvedPipeline,
): Match | undefined {
  const linked = pipeline.runbookLinks.some(
    link =>
      namesAlarm(link.alarmName, alarm.name) &&
      (link.runbook === runbook.id ||
        [runbook.title, titleOf(runbook)].some(title =>
          sameName(link.runbook, title),
        )),
  );
  if (linked) {
    return { reason: 'linked in the definition', explicit: true, rank: 7 };
  }
  for (const [place, rank] of [
    ['tag', 6],
    ['description', 5],
  ] as const) {
    const link = linkTo(alarm.links[place], runbook, document, pipeline);
    if (link) {
      const stepId = hasStep(runbook.steps, link.step) ? link.step : undefined;
      return {
        reason: `linked in the alarm's ${place}`,
        explicit: true,
        rank,
        ...(stepId ? { stepId } : {}),
      };
    }
  }
  if (runbook.answers?.some(name => namesAlarm(name, alarm.name))) {
    return {
      reason: 'says that it answers the alarm',
      explicit: true,
      rank: 4,
    };
  }
  if (runbook.alarmNames.some(name => namesAlarm(name, alarm.name))) {
    return { reason: 'names the alarm', explicit: true, rank: MENTION };
  }
  const about = wordsOf(`${runbook.title} ${runbook.headingPath.at(-1) ?? ''}`);
  if (
    alarm.metricName &&
    runbook.metricNames.some(name => sameName(name, alarm.metricName!)) &&
    (!alarm.service ||
      about.includes(stem(alarm.service)) ||
      servicesOf(runbook, document).includes(alarm.service))
  ) {
    return {
      reason: `is about the metric ${alarm.metricName}`,
      explicit: false,
      rank: 2,
    };
  }
  const ownWords = new Set(wordsOf(pipeline.pipelineId));
  const telling = [...new Set(wordsOf(alarm.name))].filter(
    word => !ownWords.has(word),
  );
  const shared = telling.filter(word => about.includes(word));
  if (
    shared.some(word => !VAGUE_WORDS.has(word)) &&
    shared.length >= Math.min(2, telling.length) &&
    shared.length / telling.length >= ENOUGH_WORDS
  ) {
    return {
      reason: `its title speaks of ${shared.length === 1 ? 'the same' : 'the same words'}: ${shared.join(', ')}`,
      explicit: false,
      rank: shared.length / telling.length,
    };
  }
  return undefined;
}

/**
 * The procedures that answer an alarm, best first: linked explicitly, named in the document, about the same metric and
 * service, about the same words. Each says why.
 */
export function answeringRunbooks(
  alarm: AnswerableAlarm,
  pipeline: ResolvedPipeline,
): AlarmRunbookLink[] {
  const linked = {
    ...alarm,
    links: {
      tag: linksIn(alarm.runbookTag ?? ''),
      description: linksIn(alarm.description ?? ''),
    },
  };
  const matches = pipeline.documents
    .flatMap(document =>
      (document.content?.runbooks ?? []).flatMap(runbook => {
        const found = match(runbook, document, linked, pipeline);
        return found ? [{ runbook, found }] : [];
      }),
    )
    .sort((a, b) => b.found.rank - a.found.rank);
  // Where somebody has said what answers the alarm, guesses beside it would only distract.
  // One that speaks of it in passing is such a guess where another says that it answers it.
  const best = matches[0]?.found.rank ?? 0;
  const said = matches.filter(
    ({ found }) => found.explicit && (best <= MENTION || found.rank > MENTION),
  );
  return (said.length > 0 ? said : matches)
    .slice(0, MOST_ANSWERS)
    .map(({ runbook, found }) => ({
      runbookId: runbook.id,
      ...(found.stepId ? { stepId: found.stepId } : {}),
      title: titleOf(runbook),
      reason: found.reason,
      explicit: found.explicit,
    }));
}
