import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChartSection } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { StatusPill } from '../StatusPill';
import { goToSection } from './sectionElement';
import { breachedCharts } from './thresholdStanding';

const useStyles = makeStyles(theme => ({
  nav: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
  },
}));

/** What is charted, at a glance: where limits are crossed, and the way there. */
export function SectionLinks(props: { sections: ChartSection[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  return (
    <nav className={classes.nav} aria-label={t('chart.sections')}>
      {props.sections.map(section => {
        const count = breachedCharts([section]);
        return (
          <ActionButton
            key={section.id}
            emphasis="bare"
            onClick={() => goToSection(section)}
          >
            {section.title}
            {count > 0 && (
              <StatusPill tone="bad">
                {t('chart.breached', { count })}
              </StatusPill>
            )}
          </ActionButton>
        );
      })}
    </nav>
  );
}
