export interface Config {
  /** Pipeline Ops: monitoring, runbooks and maintenance of pipelines on AWS. */
  pipelineOps?: {
    /** AWS accounts and regions that may be read, by an id of your choice. Nothing else is ever read. */
    sources?: {
      [id: string]: {
        /** Twelve digits. The role or key for it comes from `aws.accounts`. */
        accountId: string;
        /** Such as `eu-central-1`. */
        region: string;
        /** Replaces the AWS endpoints, for a local AWS or a VPC endpoint. */
        endpoint?: string;
        /**
         * Who may see what through this source. `catalog`: whatever the catalog says; `owner-prefix` (default): what
         * `allow` gives to the owner of the entity; `tag-proof`: of that, alarms and log groups whose tag names the
         * entity.
         */
        binding?: 'catalog' | 'owner-prefix' | 'tag-proof';
        /**
         * Tag that names the entity a resource belongs to, as a full entity reference. `tag-proof` reads
         * `pipeline-ops/entity` by default; with other bindings, alarms are found by tag only when this is set.
         */
        ownerTag?: string;
        /** With `console.startUrl`, links to the AWS console sign in through IAM Identity Center. */
        console?: {
          /** Permission set to sign in with, such as `ReadOnly`. */
          roleName: string;
        };
        budget?: {
          /**
           * Metrics that CloudWatch may bill for in a day (UTC); a thousand cost a US cent. Then the last
           * data stays on screen. Default: as many as are asked for.
           */
          metricsPerDay?: number;
        };
        /** What owners may see. All lists hold beginnings of names, which match whole words; absent lists allow nothing. */
        allow?: Array<{
          /** Full reference of an owner, such as `group:default/loaders`; `*` is every owner. */
          owner: string;
          /** Ids of pipelines that the owner may claim. Default: any. */
          pipelines?: string[];
          /** Names of resources whose metrics in AWS's own namespaces may be seen. */
          resources?: string[];
          alarms?: string[];
          logGroups?: string[];
          /** Further metrics, such as those in a namespace of the team's own. */
          metrics?: Array<{
            /** A namespace; with `*` at its end, the beginning of namespaces. */
            namespace: string;
            /** Beginning that the value of each of these dimensions must have. */
            dimensions?: { [name: string]: string };
          }>;
          dashboards?: string[];
        }>;
      };
    };
    /**
     * What every pipeline has without saying so. Templates hold `${id}`; with `*` at their end, or ending in a
     * separator, they are beginnings of names.
     */
    conventions?: {
      /** Source of pipelines that name none. Default: the only source, when there is one. */
      source?: string;
      sources?: string[];
      /** Environments of pipelines that name none. */
      environments?: {
        [name: string]: {
          source?: string;
          sources?: string[];
          variables?: { [name: string]: string | number };
        };
      };
      /** Alarms. Default: `['${id}-']`. */
      alarms?: string[];
      /** Log groups. Default: `['/aws/lambda/${id}-']`. */
      logGroups?: string[];
      /** Dashboards. Default: `['${id}']`. */
      dashboards?: string[];
      /** Resources that are looked for in CloudWatch. Default: `['${id}*']`. */
      resources?: string[];
      /** Where operations documents are looked for. Default: `docs/operations.md` and `OPERATIONS.md`. */
      documents?: string[];
      /** IANA time zone of checklists. Default: UTC. */
      timeZone?: string;
    };
    /** Definitions by pipeline id, with the keys of `pipeline-ops.yaml`. */
    pipelines?: { [id: string]: object };
    console?: {
      /** Access portal of IAM Identity Center, such as `https://acme.awsapps.com/start`. */
      startUrl?: string;
    };
    documents?: {
      /** Largest document or definition that is read, in bytes. Default: 262144. */
      maxBytes?: number;
    };
    logs?: {
      /** Regular expressions; every match in a log line is masked, besides known kinds of secrets. */
      mask?: string[];
      /** Logs Insights queries; AWS bills them by the bytes that they scan. */
      queries?: {
        /** Whether readers with `pipelineOps.logs.query` may write queries of their own. Default: false. */
        freeText?: boolean;
        /** Longest time range of a query. Default: 24. */
        longestHours?: number;
        /** Most rows that a query may give. Default: 1000. */
        mostRows?: number;
        /** Scanned in one source a day (UTC) before further queries are refused. Default: 50. */
        gigabytesPerSource?: number;
        /** Scanned for one user a day (UTC) before further queries are refused. Default: 10. */
        gigabytesPerUser?: number;
        /** Queries that run in one source at a time. Default: 5. */
        runningPerSource?: number;
        /** Queries that run for one user at a time. Default: 2. */
        runningPerUser?: number;
      };
    };
    alarms?: {
      /**
       * Whether one replica of the cluster reads, again and again, the alarms that somebody looked at within the last 15
       * minutes. Without it, pages read them themselves. Default: true.
       */
      refresh?: boolean;
      /** Seconds between two readings. Default: 30. */
      refreshSeconds?: number;
      /** Days that changes of state are kept; CloudWatch keeps them for 30. Default: 400. */
      historyDays?: number;
    };
    /** What people are told of through Backstage notifications. Needs the notifications plugin. */
    notifications?: {
      /** Whether anybody is told of anything. Default: true. */
      enabled?: boolean;
      /** What the owner of a pipeline is told of its runs. Default: all three. */
      runs?: Array<'start' | 'escalated' | 'end'>;
      /** Whether owners and assignees are told of checklists that are due or overdue. Default: true. */
      checklists?: boolean;
      /** From when on they are told of what is due that day, in the zone of the list. Default: '09:00'. */
      checklistsAt?: string;
    };
    /** How long answers are kept, in seconds. */
    cache?: {
      /** A resolved pipeline. Default: 30. */
      pipelines?: number;
      /** A file of a repository, before its host is asked whether it changed. Default: 60. */
      files?: number;
      /** Which entity claims which pipeline. Default: 60. */
      claims?: number;
      /** What was discovered in AWS. Default: 300. */
      discovery?: number;
    };
  };
}
