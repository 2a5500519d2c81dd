import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RetiredChecklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.25, 1.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
}));

/** Lists that no document and no definition has any more: what was answered in them stays. */
export function RetiredLists(props: { lists: RetiredChecklist[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { searchWith } = useViewState();
  const { lists } = props;
  if (lists.length === 0) {
    return null;
  }
  return (
    <ul className={classes.root} aria-label={t('checklists.retired')}>
      <li aria-hidden>{t('checklists.retired')}:</li>
      {lists.map(({ id, title, cadence }) => (
        <li key={id}>
          <Link to={searchWith({ list: id, at: undefined })}>
            {t('checklists.retiredList', {
              title,
              cadence: t(`cadence.${cadence}`),
            })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
