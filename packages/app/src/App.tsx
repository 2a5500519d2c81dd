import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

// The other plugins, Pipeline Ops among them, are discovered: app.packages is `all` in app-config.yaml.
export default createApp({
  features: [catalogPlugin, navModule, signInModule],
});
