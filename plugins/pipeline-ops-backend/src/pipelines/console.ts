import type {
  MetricRef,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';

type Place = Pick<SourceRef, 'region'> &
  Partial<Pick<SourceRef, 'accountId' | 'signIn'>>;

/** AWS's name for the group of regions that a region is in, as it stands in ARNs. */
export function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) {
    return 'aws-us-gov';
  }
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

/** Root of the AWS console for a region. Commercial regions have hosts of their own. */
function consoleRoot(region: string): string {
  switch (partitionOf(region)) {
    case 'aws-us-gov':
      return 'https://console.amazonaws-us-gov.com';
    case 'aws-cn':
      return 'https://console.amazonaws.cn';
    default:
      return `https://${encodeURIComponent(region)}.console.aws.amazon.com`;
  }
}

/**
 * Every link leaves through here: where the operator set up a sign-in, it becomes a shortcut that signs in first.
 * The link then holds the account id. Form: "Create shortcut links" of the IAM Identity Center user guide.
 */
function signedIn({ accountId, signIn }: Place, url: string): string {
  if (!signIn || !accountId) {
    return url;
  }
  const query = new URLSearchParams({
    account_id: accountId,
    role_name: signIn.roleName,
    destination: url,
  });
  return `${signIn.startUrl}/#/console?${query}`;
}

function service(place: Place, path: string, fragment: string): string {
  const { region } = place;
  return signedIn(
    place,
    `${consoleRoot(region)}/${path}?region=${encodeURIComponent(region)}#${fragment}`,
  );
}

/** A page that has its whole address in the path. */
function page(place: Place, path: string): string {
  const { region } = place;
  return signedIn(
    place,
    `${consoleRoot(region)}/${path}?region=${encodeURIComponent(region)}`,
  );
}

const cloudWatch = (place: Place, fragment: string) =>
  service(place, 'cloudwatch/home', fragment);

/** An alarm, metric or composite. */
export function alarmUrl(place: Place, alarmName: string): string {
  return cloudWatch(place, `alarmsV2:alarm/${encodeURIComponent(alarmName)}`);
}

/** A log group; its name is encoded twice there, with `$` in place of `%`. */
export function logGroupUrl(place: Place, logGroup: string): string {
  const name = encodeURIComponent(encodeURIComponent(logGroup)).replaceAll(
    '%',
    '$',
  );
  return cloudWatch(place, `logsV2:log-groups/log-group/${name}`);
}

export function dashboardUrl(place: Place, dashboard: string): string {
  return cloudWatch(
    place,
    `dashboards/dashboard/${encodeURIComponent(dashboard)}`,
  );
}

/** Stored metrics as a graph. `period` in seconds. */
export function metricsUrl(
  place: Place,
  metrics: readonly MetricRef[],
  period: number,
): string {
  const lines = metrics.map(metric => [
    metric.namespace,
    metric.metricName,
    ...Object.entries(metric.dimensions).flat(),
    { stat: metric.stat },
  ]);
  const graph = jsUrl({
    metrics: lines,
    period,
    region: place.region,
    view: 'timeSeries',
    stacked: false,
  });
  return cloudWatch(place, `metricsV2:graph=${graph}`);
}

/** A query in Logs Insights, ready to run: over a range in Unix seconds, or over the last hour. */
export function logsInsightsUrl(
  place: Place,
  request: {
    query: string;
    logGroups: readonly string[];
    range?: { from: number; to: number };
  },
): string {
  const { query, logGroups, range } = request;
  const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();
  const time = range
    ? {
        end: iso(range.to),
        start: iso(range.from),
        timeType: 'ABSOLUTE',
        tz: 'UTC',
      }
    : {
        end: 0,
        start: -3_600,
        timeType: 'RELATIVE',
        tz: 'UTC',
        unit: 'seconds',
      };
  const detail = jsUrl({ ...time, editorString: query, source: logGroups });
  return cloudWatch(place, `logs-insights:queryDetail=${detail}`);
}

/** Where the console shows a resource of a kind; undefined for kinds that the console has no page for. */
export function resourceUrl(
  source: SourceRef,
  kind: string,
  name: string,
  type?: string,
): string | undefined {
  const { region, accountId } = source;
  const encoded = encodeURIComponent(name);
  const at = (path: string, fragment: string) =>
    service(source, path, fragment);
  switch (kind) {
    case 'lambda':
      return at('lambda/home', `/functions/${encoded}`);
    case 'states': {
      const arn = `arn:${partitionOf(region)}:states:${region}:${accountId}:stateMachine:${name}`;
      return at(
        'states/home',
        `/statemachines/view/${encodeURIComponent(arn)}`,
      );
    }
    case 'dynamodb':
      return at('dynamodbv2/home', `table?name=${encoded}`);
    case 'rds':
      return at(
        'rds/home',
        `database:id=${encoded};is-cluster=${type === 'cluster'}`,
      );
    case 'glue':
      return at('gluestudio/home', `/editor/job/${encoded}/details`);
    case 'kinesis':
      return at('kinesis/home', `/streams/details/${encoded}/monitoring`);
    case 's3':
      return page(source, `s3/buckets/${encoded}`);
    case 'athena':
      return at('athena/home', `/workgroups/details/${encoded}`);
    case 'mwaa':
      return at('mwaa/home', `environments/${encoded}`);
    case 'ecs': {
      const [cluster, ecsService] = name.split('/');
      return ecsService
        ? page(
            source,
            `ecs/v2/clusters/${encodeURIComponent(cluster)}/services/${encodeURIComponent(ecsService)}`,
          )
        : undefined;
    }
    case 'msk':
      return at('msk/home', '/clusters');
    case 'redshift':
      return at('redshiftv2/home', `cluster-details?cluster=${encoded}`);
    case 'sqs': {
      const host =
        partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
      const queue = `https://sqs.${region}.${host}/${accountId}/${name}`;
      return at('sqs/v3/home', `/queues/${encodeURIComponent(queue)}`);
    }
    case 'sns': {
      const arn = `arn:${partitionOf(region)}:sns:${region}:${accountId}:${encoded}`;
      return at('sns/v3/home', `/topic/${arn}`);
    }
    default:
      return undefined;
  }
}

/** The console's compact form of JSON in addresses: `~(a~'text~b~(~1~2))`. */
function jsUrl(value: unknown): string {
  if (Array.isArray(value)) {
    return `~(${value.map(jsUrl).join('') || '~'})`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, each]) => `${jsUrlText(key)}${jsUrl(each)}`,
    );
    return `~(${members.join('~')})`;
  }
  return typeof value === 'string' ? `~'${jsUrlText(value)}` : `~${value}`;
}

function jsUrlText(text: string): string {
  return text.replace(/[^A-Za-z0-9_.-]/gu, character =>
    [...Array(character.length).keys()]
      .map(index => {
        const code = character.charCodeAt(index);
        return code < 256
          ? `*${code.toString(16).padStart(2, '0')}`
          : `**${code.toString(16).padStart(4, '0')}`;
      })
      .join(''),
  );
}
