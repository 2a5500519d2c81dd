import type { PropsWithChildren } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useEntity } from '@backstage/plugin-catalog-react';
import { isPipelineAvailable } from '../../availability';
import { QueryProvider } from '../../queries';
import { ViewDefaultsProvider, type ViewDefaults } from '../../viewState';
import { NotAnnotated } from '../NotAnnotated';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    fontSize: theme.typography.pxToRem(14),
    lineHeight: 1.45,
    color: theme.palette.text.primary,
    // Numbers stand under each other.
    fontVariantNumeric: 'tabular-nums',
    '& *, & *::before, & *::after': { boxSizing: 'border-box' },
  },
}));

const NO_DEFAULTS: ViewDefaults = {};

/** What the three tabs have in common: the entity must be annotated, queries share one cache, the address holds the view. */
export function PipelineTab(
  props: PropsWithChildren<{ defaults?: ViewDefaults }>,
) {
  const classes = useStyles();
  const { entity } = useEntity();
  return (
    <div className={classes.root}>
      {isPipelineAvailable(entity) ? (
        <QueryProvider>
          <ViewDefaultsProvider defaults={props.defaults ?? NO_DEFAULTS}>
            {props.children}
          </ViewDefaultsProvider>
        </QueryProvider>
      ) : (
        <NotAnnotated entity={entity} />
      )}
    </div>
  );
}
