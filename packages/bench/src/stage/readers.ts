import { CHARTS, type BenchPipeline } from './pipelines';
import { entityPath, type Portal, type PortalAnswer } from './Portal';

/** What the Monitoring tab asks for when it is opened and at each refresh. */
export function tabPaths({ id }: BenchPipeline, range = 'PT3H'): string[] {
  const base = entityPath(id);
  return [
    `${base}/overview?env=prod`,
    `${base}/alarms?env=prod`,
    `${base}/metrics?env=prod&range=${range}`,
  ];
}

/** What the naive plugin's page asks for, each time. */
export function naivePaths({ id }: BenchPipeline, hours = 3): string[] {
  return [
    `/api/naive/${id}/alarms`,
    ...Array.from(
      { length: CHARTS },
      (_, chart) => `/api/naive/${id}/charts/${chart}?hours=${hours}`,
    ),
  ];
}

/** All of them at once. Throws where one is not answered with 200: a figure of refusals would flatter. */
export async function readAll(
  portal: Portal,
  paths: readonly string[],
): Promise<PortalAnswer[]> {
  return Promise.all(
    paths.map(async path => {
      const answer = await portal.get(path);
      if (answer.status !== 200) {
        throw new Error(`${path} was answered with ${answer.status}`);
      }
      return answer;
    }),
  );
}
