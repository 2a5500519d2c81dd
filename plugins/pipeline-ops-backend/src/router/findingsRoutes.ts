import type { FindingService } from '../findings/FindingService';
import type { MountRoutes } from './createRouter';

/** `GET …/findings`. */
export function findingsRoutes(options: {
  findings: FindingService;
}): MountRoutes {
  const { findings } = options;
  return ({ router, requestPipeline }) => {
    router.get('/findings', async (req, res) => {
      const { pipeline, environment, credentials, signal } =
        await requestPipeline(req, res);
      res.json(
        await findings.list({ pipeline, environment, credentials }, { signal }),
      );
    });
  };
}
