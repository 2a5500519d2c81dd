import { z } from 'zod';
import { checkSchema } from '../../checks/checkSchema';
import { duration, text, timeZone } from './sharedSchemas';

const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'an id of letters, digits, dots, underscores and hyphens',
  );

const timeOfDay = z
  .string()
  .regex(
    /^([01]\d|2[0-3]):[0-5]\d$/,
    'a time of day in quotes, such as "09:30"',
  );

const weekday = z.enum(WEEKDAYS);

const person = z
  .string()
  .max(255)
  .regex(
    /^user:[^/\s]+\/[^/\s]+$/i,
    'a full reference of a user, such as user:default/ada',
  );

const owner = z
  .string()
  .max(255)
  .regex(
    /^(user|group):[^/\s]+\/[^/\s]+$/i,
    'a full reference of a group or user, such as group:default/loaders',
  );

const evidence = z
  .strictObject({
    kind: z.enum(['number', 'link', 'choice', 'text']),
    label: text.optional(),
    unit: z.string().min(1).max(40).optional().describe('Of a number.'),
    choices: z
      .array(z.string().min(1).max(100))
      .min(2)
      .max(20)
      .optional()
      .describe('Of a choice.'),
    required: z
      .boolean()
      .optional()
      .describe('Without it the item cannot be done. Default: true.'),
  })
  .refine(value => (value.kind === 'choice') === Boolean(value.choices), {
    error: 'choices for the kind choice, and for no other',
  });

const itemBody = {
  check: checkSchema.optional().describe('How data can answer it.'),
  evidence: evidence.optional().describe('What the item asks for.'),
  assignee: person.optional().describe('Who takes care of it.'),
  runbook: text
    .optional()
    .describe('Title or id of the runbook that it speaks of.'),
  chart: text
    .optional()
    .describe('Title or id of the chart that it speaks of.'),
};

const item = z.union([
  text,
  z
    .strictObject({
      item: text
        .optional()
        .describe('Text or id of an item of the document, to refine it.'),
      text: text.optional().describe('Text of an item of its own.'),
      id: id.optional().describe('Keeps its answers when the text changes.'),
      group: text.optional(),
      details: z.array(text).max(20).optional(),
      ...itemBody,
    })
    .refine(value => Boolean(value.item) !== Boolean(value.text), {
      error: 'either item, to refine one of the document, or text',
    }),
]);

const shifts = z
  .array(
    z.strictObject({
      name: z
        .string()
        .regex(
          /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/,
          'a name of letters, digits, dots, underscores and hyphens',
        ),
      start: timeOfDay,
    }),
  )
  .min(1)
  .max(24)
  .refine(
    value =>
      new Set(value.map(({ name }) => name)).size === value.length &&
      new Set(value.map(({ start }) => start)).size === value.length,
    { error: 'shifts with different names and beginnings' },
  );

/** An entry of `checklists:`: refines a list of the document, or is a list of its own. */
export const checklistSchema = z
  .strictObject({
    list: text
      .optional()
      .describe('Title or id of a list of the document, to refine it.'),
    title: text.optional().describe('Title of a list of its own.'),
    id: id.optional().describe('Keeps its answers when the title changes.'),
    cadence: z
      .enum(['shift', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly'])
      .optional(),
    owner: owner.optional().describe("Default: the entity's owner."),
    assignees: z
      .array(person)
      .max(50)
      .optional()
      .describe('Who is reminded. Default: the owner.'),
    dueTime: timeOfDay
      .optional()
      .describe("On the period's last day. Default: when the period ends."),
    dueDay: weekday
      .optional()
      .describe('Of a weekly list. Default: the last day of the week.'),
    grace: duration
      .optional()
      .describe(
        'How long after that an answer is not late yet. Default: none.',
      ),
    lead: duration.optional().describe('How long before that it is due soon.'),
    timeZone: timeZone.optional(),
    weekStart: weekday
      .optional()
      .describe('First day of the week. Default: monday.'),
    shifts: shifts
      .optional()
      .describe('Default: three of eight hours, from midnight.'),
    freeze: z
      .enum(['first-touch', 'period-start'])
      .optional()
      .describe(
        'Whether a period keeps the list as it was when somebody first answered, which is the default, or when it began.',
      ),
    selfComplete: z
      .boolean()
      .optional()
      .describe(
        'Whether items that data answers with yes complete themselves.',
      ),
    environment: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .describe('Whose data answers. Default: the first environment.'),
    items: z.array(item).max(200).optional(),
  })
  .refine(value => Boolean(value.list) !== Boolean(value.title), {
    error: 'either list, to refine one of the document, or title',
  })
  .refine(value => !value.title || (value.cadence && value.items?.length), {
    error: 'a cadence and at least one item for a list of its own',
  })
  .refine(value => !value.dueDay || value.dueTime, {
    error: 'dueTime beside dueDay',
  });

export type ChecklistDefinition = z.output<typeof checklistSchema>;
export type ChecklistItemDefinition = z.output<typeof item>;
export type Weekday = (typeof WEEKDAYS)[number];

/** 1 Monday to 7 Sunday. */
export const weekdayNumber = (name: Weekday) => WEEKDAYS.indexOf(name) + 1;
