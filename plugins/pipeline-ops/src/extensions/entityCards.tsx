import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { annotatedFilter } from '../availability';

export const overviewEntityCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    type: 'info',
    filter: annotatedFilter,
    loader: () =>
      import('../components/OverviewCard').then(m => <m.OverviewCard />),
  },
});
