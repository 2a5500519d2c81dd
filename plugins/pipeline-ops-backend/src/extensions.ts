import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type {
  RepositoryReaderExtensionPoint,
  ServicePack,
  ServicePacksExtensionPoint,
  TelemetrySource,
  TelemetrySourceExtensionPoint,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  builtInServicePacks,
  ServicePacks,
} from './pipelines/packs/ServicePacks';

/** Collects the service packs of modules. */
export class AddedServicePacks implements ServicePacksExtensionPoint {
  readonly #added: ServicePack[] = [];

  addServicePack(pack: ServicePack): void {
    this.#added.push(pack);
  }

  /** All packs. @throws Error when two are for the same kind and type */
  all(): ServicePacks {
    return ServicePacks.create([...builtInServicePacks, ...this.#added]);
  }
}

/** Holds what at most one module may set. */
class SetOnce<T> {
  #value: T | undefined;

  constructor(private readonly what: string) {}

  set(value: T): void {
    if (this.#value) {
      throw new Error(
        `The ${this.what} of Pipeline Ops is already set. Install only one module that sets it`,
      );
    }
    this.#value = value;
  }

  get(): T | undefined {
    return this.#value;
  }
}

export class ReplacedTelemetrySource implements TelemetrySourceExtensionPoint {
  readonly #source = new SetOnce<TelemetrySource>('telemetry source');

  setTelemetrySource(source: TelemetrySource): void {
    this.#source.set(source);
  }

  get(): TelemetrySource | undefined {
    return this.#source.get();
  }
}

type RepositoryReader = Pick<UrlReaderService, 'readUrl'>;

export class ReplacedRepositoryReader implements RepositoryReaderExtensionPoint {
  readonly #reader = new SetOnce<RepositoryReader>('repository reader');

  setRepositoryReader(reader: RepositoryReader): void {
    this.#reader.set(reader);
  }

  get(): RepositoryReader | undefined {
    return this.#reader.get();
  }
}
