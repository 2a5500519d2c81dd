import { randomUUID } from 'node:crypto';
import { ControllableClock, SandboxClock } from './clock/sandboxClock';
import { createAlertingHandlers } from './cloudwatch/alertingHandlers';
import { createMetricHandlers } from './cloudwatch/metrics/metricHandlers';
import { InMemoryMetricStore } from './cloudwatch/metrics/metricStore';
import { Counters } from './counters/counters';
import { FaultPlan } from './faults/faultPlan';
import { unknownOperation } from './http/operations';
import {
  NO_LIMITS,
  RequestLimits,
  TokenBucketLimits,
} from './limits/requestLimits';
import { createLogs, Logs } from './logs';
import { Handler, Place, RequestContext } from './model';
import { applyScenario } from './scenario/apply';
import { Scenario } from './scenario/schema';
import { OperationName, ServiceHandlers } from './services';
import { createStsHandlers } from './sts';

export interface SandboxOptions {
  /** Real time by default. */
  clock?: ControllableClock;
  /** Unix milliseconds that scenarios are relative to; by default the clock's time at the start, on a whole minute. */
  anchor?: number;
  scenarios?: readonly Scenario[];
  /** Whether AWS's request rates are held; they are by default. */
  limits?: boolean;
}

/** A local CloudWatch, CloudWatch Logs and STS: all accounts and regions, one clock. */
export interface Sandbox {
  readonly clock: ControllableClock;
  /** Unix milliseconds that scenarios are relative to. */
  readonly anchor: number;
  readonly metrics: InMemoryMetricStore;
  readonly faults: FaultPlan;
  readonly counters: Counters;
  readonly limits: RequestLimits;
  /** The operation's handler. Throws ServiceError (UnknownOperationException) for one that there is none of. */
  handler(name: OperationName): Handler;
  /** Calls an operation from within: without limits, faults and counters. Input and output as the SDK's client sees them. */
  call<O = unknown>(
    name: OperationName,
    place: Place,
    input: unknown,
    context?: Partial<RequestContext>,
  ): Promise<O>;
  /** Adds a scenario to what is there. */
  addScenario(scenario: Scenario): Promise<void>;
  /** Forgets everything that was put in, faults and counters too, and begins again with the scenarios of the start. */
  reset(): Promise<void>;
}

interface State {
  metrics: InMemoryMetricStore;
  logs: Logs;
  limits: RequestLimits;
  handlers: ServiceHandlers;
}

/** All services in memory. */
export class InMemorySandbox implements Sandbox {
  readonly faults: FaultPlan;
  readonly counters = Counters.create();
  #state: State;

  static async create(options: SandboxOptions = {}): Promise<InMemorySandbox> {
    const clock = options.clock ?? SandboxClock.create();
    const anchor = options.anchor ?? Math.floor(clock.now() / 60_000) * 60_000;
    const sandbox = new InMemorySandbox(clock, anchor, options);
    await sandbox.#begin();
    return sandbox;
  }

  private constructor(
    readonly clock: ControllableClock,
    readonly anchor: number,
    private readonly options: SandboxOptions,
  ) {
    this.faults = FaultPlan.create(clock);
    this.#state = this.#empty();
  }

  get metrics(): InMemoryMetricStore {
    return this.#state.metrics;
  }

  get limits(): RequestLimits {
    return this.#state.limits;
  }

  handler({ service, operation }: OperationName): Handler {
    const handlers = this.#state.handlers[service];
    if (!Object.hasOwn(handlers, operation)) {
      throw unknownOperation(service, operation);
    }
    return handlers[operation];
  }

  async call<O>(
    name: OperationName,
    place: Place,
    input: unknown,
    context: Partial<RequestContext> = {},
  ): Promise<O> {
    return this.handler(name)(input, {
      place,
      clock: this.clock,
      operation: name.operation,
      requestId: randomUUID(),
      ...context,
    });
  }

  async addScenario(scenario: Scenario): Promise<void> {
    await applyScenario(scenario, {
      anchor: this.anchor,
      metrics: this.#state.metrics,
      logs: this.#state.logs,
      call: (name, place, input) =>
        this.call(name, place, input, { scenario: scenario.name }),
    });
  }

  async reset(): Promise<void> {
    this.#state = this.#empty();
    this.faults.clear();
    this.counters.clear();
    await this.#begin();
  }

  async #begin(): Promise<void> {
    for (const scenario of this.options.scenarios ?? []) {
      await this.addScenario(scenario);
    }
  }

  #empty(): State {
    const { clock } = this;
    const metrics = InMemoryMetricStore.create(clock);
    const logs = createLogs({ clock, metrics });
    return {
      metrics,
      logs,
      limits:
        this.options.limits === false
          ? NO_LIMITS
          : TokenBucketLimits.create(clock),
      handlers: {
        monitoring: {
          ...createMetricHandlers({ metrics }),
          ...createAlertingHandlers({ metrics }),
        },
        logs: logs.handlers,
        sts: createStsHandlers(),
      },
    };
  }
}

/** A sandbox in this process; see {@link SandboxOptions}. Throws where a scenario is refused, naming it. */
export function createSandbox(options?: SandboxOptions): Promise<Sandbox> {
  return InMemorySandbox.create(options);
}
