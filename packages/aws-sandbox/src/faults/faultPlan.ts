import { Clock, Place } from '../model';
import { OperationName } from '../services';
import { Fault, FaultInput, faultSchema } from './fault';

interface Planned {
  fault: Fault;
  left: number;
  until: number;
}

/** The faults that requests run into. */
export class FaultPlan {
  #planned: Planned[] = [];

  static create(clock: Clock): FaultPlan {
    return new FaultPlan(clock);
  }

  private constructor(private readonly clock: Clock) {}

  /** Throws ZodError for what is not a fault. */
  add(input: FaultInput): Fault {
    const fault = faultSchema.parse(input);
    this.#planned.push({
      fault,
      left: fault.count ?? Infinity,
      until: this.clock.now() + (fault.durationMs ?? Infinity),
    });
    return fault;
  }

  /** The fault that this request runs into, if any; of several the one that was added first. */
  take(name: OperationName, place: Place): Fault | undefined {
    this.#forgetPast();
    const planned = this.#planned.find(({ fault }) =>
      matches(fault, name, place),
    );
    if (planned) planned.left -= 1;
    return planned?.fault;
  }

  list(): Fault[] {
    this.#forgetPast();
    return this.#planned.map(({ fault }) => fault);
  }

  clear(): void {
    this.#planned = [];
  }

  #forgetPast(): void {
    const now = this.clock.now();
    this.#planned = this.#planned.filter(
      ({ left, until }) => left > 0 && now < until,
    );
  }
}

function matches(fault: Fault, name: OperationName, place: Place): boolean {
  const fits = (wanted: string | undefined, actual: string) =>
    wanted === undefined || wanted === actual;
  return (
    fits(fault.account, place.accountId) &&
    fits(fault.region, place.region) &&
    fits(fault.service, name.service) &&
    fits(fault.operation, name.operation)
  );
}
