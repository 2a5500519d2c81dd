import type {
  CloudAlarm,
  CloudLogGroup,
  KnownMetric,
  ServicePack,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** What can be found out about a source's content. Undefined means that the source could not be asked in time. */
export interface Discovery {
  /** Metrics of a namespace, of one value of a dimension where one is given. */
  metrics(
    source: SourceRef,
    namespace: string,
    dimension?: { name: string; value: string },
  ): Promise<readonly KnownMetric[] | undefined>;

  /** Names of the resources of a pack's kind. */
  resourceNames(
    source: SourceRef,
    pack: ServicePack,
  ): Promise<readonly string[] | undefined>;

  alarms(
    source: SourceRef,
    prefix: string,
  ): Promise<readonly CloudAlarm[] | undefined>;

  logGroups(
    source: SourceRef,
    prefix: string,
  ): Promise<readonly CloudLogGroup[] | undefined>;

  /** Tags of an alarm or a log group. */
  tags(
    source: SourceRef,
    arn: string,
  ): Promise<Record<string, string> | undefined>;
}

interface Finding {
  value: unknown;
  foundAt: number;
}

/** Names and tags change rarely; more of them than this is no pipeline any more. */
const MAX_FINDINGS = 5_000;

/**
 * Pages of a namespace that are read as a whole, of 500 metrics each: they answer every question about it. A larger
 * namespace would take more calls than the questions themselves.
 */
const WHOLE_PAGES = 2;

/** What was found stays in use this many times longer than its time while it is looked for anew. */
const USED_WHILE_LOOKING = 12;

/**
 * Discovery through a telemetry source. Findings are kept; questions are asked once at a time; and nobody waits longer
 * than a short time, since a page without discovery is better than none.
 */
export class TelemetryDiscovery implements Discovery {
  readonly #findings = new Map<string, Finding>();
  readonly #asking = new Map<string, Promise<unknown>>();

  private constructor(
    private readonly options: {
      telemetry: Pick<
        TelemetrySource,
        'listMetrics' | 'listAlarms' | 'listLogGroups' | 'listTags'
      >;
      seconds: number;
      patienceMs: number;
      now: () => number;
    },
  ) {}

  /** @param options - `seconds` that findings are kept; `patienceMs` that a caller waits at most (default 3000) */
  static create(options: {
    telemetry: Pick<
      TelemetrySource,
      'listMetrics' | 'listAlarms' | 'listLogGroups' | 'listTags'
    >;
    seconds: number;
    patienceMs?: number;
    now?: () => number;
  }): TelemetryDiscovery {
    return new TelemetryDiscovery({
      patienceMs: 3_000,
      now: Date.now,
      ...options,
    });
  }

  async metrics(
    source: SourceRef,
    namespace: string,
    dimension?: { name: string; value: string },
  ) {
    const all = await this.#namespace(source, namespace);
    if (all !== 'large') {
      return dimension
        ? all?.filter(
            ({ dimensions }) => dimensions[dimension.name] === dimension.value,
          )
        : all;
    }
    return this.#find(['metrics', source.id, namespace, dimension], () =>
      this.options.telemetry.listMetrics({
        source,
        namespace,
        dimensions: dimension && [dimension],
      }),
    );
  }

  async resourceNames(source: SourceRef, pack: ServicePack) {
    const { namespace, identity, discoverBy } = pack;
    const all = await this.#namespace(source, namespace);
    const metrics =
      all === 'large'
        ? await this.#find(
            ['names', source.id, namespace, identity, discoverBy],
            () =>
              this.options.telemetry.listMetrics({
                source,
                namespace,
                metricName: discoverBy,
                dimensions: [{ name: identity }],
              }),
          )
        : all?.filter(
            ({ metricName }) =>
              discoverBy === undefined || metricName === discoverBy,
          );
    return (
      metrics && [
        ...new Set(
          metrics.flatMap(({ dimensions }) => nameIn(dimensions[identity])),
        ),
      ]
    );
  }

  alarms(source: SourceRef, prefix: string) {
    return this.#find(['alarms', source.id, prefix], () =>
      this.options.telemetry.listAlarms({ source, prefixes: [prefix] }),
    );
  }

  logGroups(source: SourceRef, prefix: string) {
    return this.#find(['logGroups', source.id, prefix], () =>
      this.options.telemetry.listLogGroups({ source, prefix }),
    );
  }

  tags(source: SourceRef, arn: string) {
    return this.#find(['tags', source.id, arn], () =>
      this.options.telemetry.listTags({ source, arn }),
    );
  }

  /** All metrics of a namespace, in one or two calls for all who ask about any of them. */
  #namespace(
    source: SourceRef,
    namespace: string,
  ): Promise<readonly KnownMetric[] | 'large' | undefined> {
    return this.#find<readonly KnownMetric[] | 'large'>(
      ['namespace', source.id, namespace],
      async () => {
        const { data, state } = await this.options.telemetry.listMetrics({
          source,
          namespace,
          mostPages: WHOLE_PAGES,
        });
        return state.status === 'partial'
          ? { data: 'large', state: { status: 'ok' } }
          : { data, state };
      },
    );
  }

  async #find<T>(
    question: unknown[],
    ask: () => Promise<{ data: T; state: { status: string } }>,
  ): Promise<T | undefined> {
    const key = JSON.stringify(question);
    const { now, seconds, patienceMs } = this.options;
    const known = this.#findings.get(key);
    const age = known ? now() - known.foundAt : Infinity;
    if (known && age < seconds * 1_000) {
      return known.value as T;
    }
    const asking = (this.#asking.get(key) ?? this.#ask(key, ask)) as Promise<
      T | undefined
    >;
    if (known && age < seconds * 1_000 * USED_WHILE_LOOKING) {
      return known.value as T;
    }
    return withPatience(asking, patienceMs);
  }

  /** Never rejects. Only whole answers are kept. */
  #ask<T>(
    key: string,
    ask: () => Promise<{ data: T; state: { status: string } }>,
  ): Promise<T | undefined> {
    const asking = ask()
      .then(({ data, state }) => {
        if (state.status !== 'ok' && state.status !== 'stale') {
          return undefined;
        }
        this.#keep(key, data);
        return data;
      })
      .catch(() => undefined)
      .finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }

  #keep(key: string, value: unknown) {
    this.#findings.delete(key);
    this.#findings.set(key, { value, foundAt: this.options.now() });
    const [oldest] = this.#findings.keys();
    if (this.#findings.size > MAX_FINDINGS) {
      this.#findings.delete(oldest);
    }
  }
}

/** The name that a dimension's value holds: itself, or the last part of an ARN. */
function nameIn(value: string | undefined): string[] {
  if (!value) {
    return [];
  }
  return [
    value.startsWith('arn:') ? value.slice(value.lastIndexOf(':') + 1) : value,
  ];
}

async function withPatience<T>(
  promise: Promise<T>,
  milliseconds: number,
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, patience]);
  } finally {
    clearTimeout(timer);
  }
}
