import MenuBook from '@material-ui/icons/MenuBook';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { RUNBOOK_SEARCH_TYPE } from '@pipeline-ops/plugin-pipeline-ops-common';

/** A procedure in the results of Backstage search. */
export const runbookSearchResult = SearchResultListItemBlueprint.make({
  params: {
    icon: <MenuBook />,
    predicate: ({ type }) => type === RUNBOOK_SEARCH_TYPE,
    component: () =>
      import('../components/SearchResultItem').then(m => m.SearchResultItem),
  },
});

/** Lets readers of Backstage search look at procedures alone. */
export const runbookSearchType = SearchFilterResultTypeBlueprint.make({
  name: RUNBOOK_SEARCH_TYPE,
  params: {
    value: RUNBOOK_SEARCH_TYPE,
    name: 'Runbooks',
    icon: <MenuBook />,
  },
});
