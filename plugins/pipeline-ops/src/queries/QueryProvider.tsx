import type { PropsWithChildren } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { pipelineOpsApiRef, type PipelineOpsApi } from '../api';
import { isFinal } from './retry';

const clients = new WeakMap<PipelineOpsApi, QueryClient>();

/** One cache for each API instance, so that the tabs and the card of a portal share what they know. */
function clientOf(api: PipelineOpsApi): QueryClient {
  let client = clients.get(api);
  if (!client) {
    client = new QueryClient({
      defaultOptions: {
        queries: {
          staleTime: 15_000,
          // The server answers from its cache: a short second try is cheap, a third helps nobody.
          retry: (failures, error) => failures < 1 && !isFinal(error),
          retryDelay: 800,
        },
      },
    });
    clients.set(api, client);
  }
  return client;
}

export function QueryProvider(props: PropsWithChildren<{}>) {
  const client = clientOf(useApi(pipelineOpsApiRef));
  return (
    <QueryClientProvider client={client}>{props.children}</QueryClientProvider>
  );
}
