import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';

/** `GET /api/static/body`: what was PUT there before, from memory, behind Backstage's middleware. */
export const staticPlugin = createBackendPlugin({
  pluginId: 'static',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const router = Router();
        let body: string | undefined;
        router.put('/body', (request, response) => {
          const chunks: Buffer[] = [];
          request.on('data', chunk => chunks.push(chunk));
          request.on('end', () => {
            body = Buffer.concat(chunks).toString('utf8');
            response.status(204).end();
          });
        });
        router.get('/body', (_request, response) => {
          response.type('application/json').send(body);
        });
        httpRouter.use(router);
      },
    });
  },
});
