import { useEffect } from 'react';
import {
  createFrontendModule,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

const developer: IdentityApi = {
  getProfileInfo: async () => ({ displayName: 'Developer' }),
  getBackstageIdentity: async () => ({
    type: 'user',
    userEntityRef: 'user:default/developer',
    ownershipEntityRefs: ['user:default/developer'],
  }),
  getCredentials: async () => ({}),
  signOut: async () => {},
};

function SignInAtOnce(props: { onSignInSuccess(identity: IdentityApi): void }) {
  const { onSignInSuccess } = props;
  useEffect(() => onSignInSuccess(developer), [onSignInSuccess]);
  return null;
}

/** There is no backend to sign in to. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: { loader: async () => SignInAtOnce },
    }),
  ],
});
