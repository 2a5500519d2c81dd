import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { StatusPill } from '../StatusPill';
import { goToPanel, type PanelName } from './panelElement';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 0.5),
  },
}));

export interface PanelLink {
  name: PanelName;
  /** How many things there need attention. */
  troubles?: number;
}

/** The way to each part of a long page. */
export function PanelLinks(props: { links: PanelLink[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  return (
    <nav className={classes.root} aria-label={t('panels.title')}>
      {props.links.map(({ name, troubles = 0 }) => (
        <ActionButton
          key={name}
          emphasis="bare"
          onClick={() => goToPanel(name)}
        >
          {t(`panels.${name}`)}
          {troubles > 0 && <StatusPill tone="bad">{troubles}</StatusPill>}
        </ActionButton>
      ))}
    </nav>
  );
}
