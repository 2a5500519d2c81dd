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
import { DocumentRecogniser } from '../documents/DocumentRecogniser';
import { RepositoryDocumentReader } from '../documents/OperationsDocumentReader';
import type { DocumentParser } from '../documents/parsing/DocumentParser';
import { CachedRepositoryFiles } from '../documents/RepositoryFiles';
import type { GoodVersionStore } from '../documents/versions/GoodVersionStore';
import { LastGoodVersions } from '../documents/versions/LastGoodVersions';
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
  parser: DocumentParser;
  permissions: PermissionsService;
  reader: Pick<UrlReaderService, 'readUrl'>;
  telemetry: TelemetrySource;
  /** Keeps the last good versions of documents. */
  versions: GoodVersionStore;
}

/** From the outside in: the caller's view and permission, the cache that all share, the resolution itself. */
export function createPipelineService(
  options: PipelineServiceOptions,
): PipelineService {
  const { auditor, auth, catalog, config, logger, packs, permissions } =
    options;
  const versions = LastGoodVersions.create({ store: options.versions, logger });
  const files = CachedRepositoryFiles.create({
    reader: options.reader,
    integrations: options.integrations,
    maxBytes: config.documents.maxBytes,
    seconds: config.cache.files,
    logger,
    earlier: versions.earlierCopy,
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
      recogniser: DocumentRecogniser.create({ parser: options.parser }),
      versions,
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
