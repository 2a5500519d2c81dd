export interface ReasonPart {
  text: string;
  /** The alarm that this part names. */
  alarm?: string;
}

const NAME_CHARACTER = /[\w.-]/;

/** A reason in words, cut where it names alarms, so that each name can be a link. Of names within names the longest counts. */
export function reasonParts(
  reason: string,
  alarmNames: readonly string[],
): ReasonPart[] {
  const longestFirst = alarmNames
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
  const parts: ReasonPart[] = [];
  let plain = '';
  for (let at = 0; at < reason.length;) {
    const alarm = longestFirst.find(name => standsAt(reason, name, at));
    if (alarm) {
      if (plain) {
        parts.push({ text: plain });
      }
      parts.push({ text: alarm, alarm });
      plain = '';
      at += alarm.length;
    } else {
      plain += reason[at];
      at += 1;
    }
  }
  return plain ? [...parts, { text: plain }] : parts;
}

/** As a word of its own, not within another name. */
function standsAt(text: string, name: string, at: number): boolean {
  return (
    text.startsWith(name, at) &&
    !NAME_CHARACTER.test(text[at - 1] ?? ' ') &&
    !/[\w-]/.test(text[at + name.length] ?? ' ')
  );
}
