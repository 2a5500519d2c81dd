import { z } from 'zod';

/** What is wrong with a dashboard's body. Errors refuse it, warnings are told and the dashboard is kept. */
export interface BodyFindings {
  errors: readonly BodyMessage[];
  warnings: readonly BodyMessage[];
}

export interface BodyMessage {
  /** `/widgets/0/properties` */
  DataPath: string;
  Message: string;
}

/** Most widgets of one dashboard (AWS: "CloudWatch service quotas"). */
const MAX_WIDGETS = 500;

const metricProperties = z
  .looseObject({
    metrics: z.array(z.array(z.unknown()).min(1)).optional(),
    annotations: z.looseObject({}).optional(),
    region: z.string().optional(),
    view: z
      .enum(['timeSeries', 'singleValue', 'gauge', 'bar', 'pie', 'table'])
      .optional(),
    period: z.number().int().min(1).optional(),
    stat: z.string().optional(),
    title: z.string().optional(),
    stacked: z.boolean().optional(),
  })
  .refine(
    properties => properties.metrics !== undefined || properties.annotations,
    { error: "Should have required property 'metrics'" },
  );

/** What the properties of each type of widget must have (AWS: "Dashboard Body Structure and Syntax"). */
const PROPERTIES: Record<string, z.ZodType> = {
  metric: metricProperties,
  text: z.looseObject({ markdown: z.string() }),
  log: z.looseObject({ query: z.string(), region: z.string().optional() }),
  alarm: z.looseObject({ alarms: z.array(z.string()).min(1).max(100) }),
  explorer: z.looseObject({}),
  custom: z.looseObject({ endpoint: z.string() }),
};

const widget = z.looseObject({
  type: z.enum(['metric', 'text', 'log', 'alarm', 'explorer', 'custom']),
  x: z.number().int().min(0).max(23).optional(),
  y: z.number().int().min(0).optional(),
  width: z.number().int().min(1).max(24).optional(),
  height: z.number().int().min(1).max(1000).optional(),
  properties: z.looseObject({}),
});

const body = z.looseObject({
  start: z.string().optional(),
  end: z.string().optional(),
  periodOverride: z.enum(['auto', 'inherit']).optional(),
  widgets: z.array(widget).max(MAX_WIDGETS),
  variables: z.array(z.unknown()).optional(),
});

/** Checks the body of a dashboard, JSON. */
export function checkDashboardBody(json: string): BodyFindings {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return refused([
      {
        DataPath: '/',
        Message: 'The field DashboardBody must be a valid JSON object',
      },
    ]);
  }
  const shape = body.safeParse(parsed);
  if (!shape.success) {
    return refused(shape.error.issues.map(issue => messageOf(issue, [])));
  }
  const errors: BodyMessage[] = [];
  const warnings: BodyMessage[] = [];
  shape.data.widgets.forEach(({ type, properties }, index) => {
    const at = ['widgets', index, 'properties'];
    const checked = PROPERTIES[type].safeParse(properties);
    if (!checked.success) {
      errors.push(...checked.error.issues.map(issue => messageOf(issue, at)));
    }
    if (['metric', 'log'].includes(type) && properties.region === undefined) {
      warnings.push({
        DataPath: pathOf(at),
        Message: "Should have required property 'region'",
      });
    }
  });
  return { errors, warnings };
}

function refused(errors: readonly BodyMessage[]): BodyFindings {
  return { errors, warnings: [] };
}

function messageOf(
  issue: z.core.$ZodIssue,
  at: readonly PropertyKey[],
): BodyMessage {
  const path = [...at, ...issue.path];
  const missing =
    issue.code === 'invalid_type' && issue.message.includes('undefined');
  if (!missing) return { DataPath: pathOf(path), Message: issue.message };
  return {
    DataPath: pathOf(path.slice(0, -1)),
    Message: `Should have required property '${String(path.at(-1))}'`,
  };
}

function pathOf(path: readonly PropertyKey[]): string {
  return `/${path.map(String).join('/')}`;
}
