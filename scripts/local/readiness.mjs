import { PORTS } from './ports.mjs';

const backend = `http://localhost:${PORTS.backend}`;

export const sandboxIsReady = async () =>
  (await fetch(`http://127.0.0.1:${PORTS.sandbox}/_sandbox/health`)).ok;

export const examplesAreReady = async () =>
  (await fetch(`http://127.0.0.1:${PORTS.examples}/all.yaml`)).ok;

/** The backend answers, and the catalog holds the example pipelines. */
export async function portalIsReady() {
  const health = await fetch(`${backend}/.backstage/health/v1/readiness`);
  if (!health.ok) return false;
  const guest = await fetch(`${backend}/api/auth/guest/refresh`, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  if (!guest.ok) return false;
  const { backstageIdentity } = await guest.json();
  const query = new URLSearchParams({
    filter: 'kind=component,metadata.annotations.pipeline-ops/pipeline-id',
    limit: '0',
  });
  const pipelines = await fetch(
    `${backend}/api/catalog/entities/by-query?${query}`,
    { headers: { authorization: `Bearer ${backstageIdentity.token}` } },
  );
  return pipelines.ok && (await pipelines.json()).totalItems >= 5;
}

/** The page and every script it loads first are there; a dev server holds them back until they are compiled. */
export async function pageIsReady(url) {
  const page = await fetch(url);
  if (!page.ok) return false;
  const html = await page.text();
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)];
  if (scripts.length === 0) return false;
  for (const [, src] of scripts) {
    const script = await fetch(new URL(src, url));
    if (!script.ok) return false;
    await script.arrayBuffer();
  }
  return true;
}
