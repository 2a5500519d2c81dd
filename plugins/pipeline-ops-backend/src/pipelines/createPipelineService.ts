import type {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { TelemetrySource } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { PipelineOpsConfig } from '../config/readPipelineOpsConfig';
import {
  type DocumentParser,
  RepositoryDocumentReader,
} from '../documents/OperationsDocumentReader';
import { CachedRepositoryFiles } from '../documents/RepositoryFiles';
import { CachingPipelineResolver } from './CachingPipelineResolver';
import { CatalogPipelineService } from './CatalogPipelineService';
import { DefaultPipelineResolver } from './DefaultPipelineResolver';
import { RepositoryDefinitionReader } from './definition/DefinitionReader';
import { DefinitionFileParser } from './definition/parseDefinitionFile';
import { TelemetryDiscovery } from './discovery/TelemetryDiscovery';
import { AuthorizedEntityAccess, CatalogEntityAccess } from './EntityAccess';
import type { ServicePacks } from './packs/ServicePacks';
import type { PipelineService } from './PipelineService';
import { CatalogPipelineClaims } from './trust/PipelineClaims';
import { RefusalAudit } from './trust/RefusalAudit';

export interface PipelineServiceOptions {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: PipelineOpsConfig;
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  packs: ServicePacks;
  parseDocument: DocumentParser;
  permissions: PermissionsService;
  reader: Pick<UrlReaderService, 'readUrl'>;
  telemetry: TelemetrySource;
}

/** From the outside in: the caller's view and permission, the cache that all share, the resolution itself. */
export function createPipelineService(
  options: PipelineServiceOptions,
): PipelineService {
  const { auditor, auth, catalog, config, logger, packs, permissions } =
    options;
  const files = CachedRepositoryFiles.create({
    reader: options.reader,
    integrations: options.integrations,
    maxBytes: config.documents.maxBytes,
    seconds: config.cache.files,
    logger,
  });
  const resolver = DefaultPipelineResolver.create({
    config,
    packs,
    definitions: RepositoryDefinitionReader.create({
      files,
      parser: DefinitionFileParser.create({ kinds: packs.kinds }),
    }),
    documents: RepositoryDocumentReader.create({
      files,
      parse: options.parseDocument,
    }),
    claims: CatalogPipelineClaims.create({
      catalog,
      auth,
      logger,
      seconds: config.cache.claims,
    }),
    discovery: TelemetryDiscovery.create({
      telemetry: options.telemetry,
      seconds: config.cache.discovery,
    }),
    audit: RefusalAudit.create({ auditor, logger }),
  });
  return CatalogPipelineService.create({
    entities: AuthorizedEntityAccess.create({
      inner: CatalogEntityAccess.create({ catalog }),
      permissions,
    }),
    resolver: CachingPipelineResolver.create({
      inner: resolver,
      seconds: config.cache.pipelines,
      logger,
    }),
  });
}
