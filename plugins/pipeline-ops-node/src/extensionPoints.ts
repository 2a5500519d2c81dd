import {
  createExtensionPoint,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { ServicePack } from './servicePack';
import type { TelemetrySource } from './telemetry';

/** Lets a module add service packs for more kinds of resources. */
export interface ServicePacksExtensionPoint {
  /** @throws Error when a pack of this kind and type is already there */
  addServicePack(pack: ServicePack): void;
}

/** Lets a module put another cloud behind the product, such as an account that is reached by other means. */
export interface TelemetrySourceExtensionPoint {
  /** Replaces CloudWatch. @throws Error when another module has already done so */
  setTelemetrySource(source: TelemetrySource): void;
}

/** Lets a module read definitions and documents from somewhere else than Backstage's URL reader. */
export interface RepositoryReaderExtensionPoint {
  /** @throws Error when another module has already done so */
  setRepositoryReader(reader: Pick<UrlReaderService, 'readUrl'>): void;
}

export const servicePacksExtensionPoint =
  createExtensionPoint<ServicePacksExtensionPoint>({
    id: 'pipeline-ops.service-packs',
  });

export const telemetrySourceExtensionPoint =
  createExtensionPoint<TelemetrySourceExtensionPoint>({
    id: 'pipeline-ops.telemetry-source',
  });

export const repositoryReaderExtensionPoint =
  createExtensionPoint<RepositoryReaderExtensionPoint>({
    id: 'pipeline-ops.repository-reader',
  });
