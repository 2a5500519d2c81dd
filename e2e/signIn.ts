import { createBackend } from '@backstage/backend-defaults';

/**
 * A backend that can do no more than sign somebody in. Its database is the portal's, so that whoever it signed in is
 * known there, too: this is how a second person gets into a portal that has only guests.
 */
const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.start();
