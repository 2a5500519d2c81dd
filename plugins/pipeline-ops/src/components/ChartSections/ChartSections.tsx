import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Chart,
  ChartSection,
  MetricsAnswer,
  StageSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Zone } from '../../time';
import { quietText, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState, type ChartsBy } from '../../viewState';
import { Choice } from '../Choice';
import { Panel } from '../Panel';
import { byGuide, isGuided } from './byGuide';
import { baselineStandingOf } from './baselineStanding';
import { ChartCard } from './ChartCard';
import { sectionElementId } from './sectionElement';
import { SectionLinks } from './SectionLinks';
import { SilentCharts } from './SilentCharts';
import { worstFirst } from './worstFirst';

const useStyles = makeStyles(theme => ({
  above: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
  },
  section: { scrollMarginTop: theme.spacing(8), minWidth: 0 },
  header: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1.25),
    marginBottom: theme.spacing(1),
  },
  title: {
    margin: 0,
    fontSize: theme.typography.pxToRem(16),
    fontWeight: WEIGHT.bold,
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(340px, 100%), 1fr))',
    gap: theme.spacing(1.5),
  },
  empty: { padding: theme.spacing(2) },
}));

function hasData(chart: Chart): boolean {
  return chart.series.some(one => !one.empty);
}

function Section(props: {
  section: ChartSection;
  answer: MetricsAnswer;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { section, answer, zone } = props;
  const drawn = section.charts.filter(hasData);
  // Not a stop for the Tab key, but where the links to the section lead.
  const reachable = { tabIndex: -1 };
  return (
    <section
      id={sectionElementId(section)}
      className={classes.section}
      aria-label={section.title}
      {...reachable}
    >
      <div className={classes.header}>
        <h2 className={classes.title}>{section.title}</h2>
        <span className={classes.quiet}>
          {[
            t('chart.count', { count: section.charts.length }),
            section.subtitle,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <div className={classes.grid}>
        {drawn.map(chart => (
          <ChartCard
            key={chart.id}
            chart={chart}
            from={answer.from}
            to={answer.to}
            zone={zone}
          />
        ))}
      </div>
      <SilentCharts charts={section.charts.filter(c => !hasData(c))} />
    </section>
  );
}

/** The charts by resource, those of the stages in trouble first, or by the guide's sections; with links to each section above them. */
export function ChartSections(props: {
  answer: MetricsAnswer;
  stages: StageSummary[];
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { answer, stages, zone } = props;
  const { view, change } = useViewState();
  const filled = answer.sections.filter(s => s.charts.length > 0);
  const guided = isGuided(filled);
  const sections =
    guided && view.chartsBy === 'guide'
      ? byGuide(filled, t('chart.notInGuide'))
      : worstFirst(filled, stages);
  const compared = sections.some(({ charts }) =>
    charts.some(baselineStandingOf),
  );
  if (sections.length === 0) {
    return (
      <Panel>
        <div className={classes.empty}>{t('chart.noCharts')}</div>
      </Panel>
    );
  }
  return (
    <>
      {(sections.length > 1 || compared || guided) && (
        <div className={classes.above}>
          {sections.length > 1 && <SectionLinks sections={sections} />}
          {compared && (
            <span className={classes.quiet}>{t('chart.baseline')}</span>
          )}
          {guided && (
            <Choice<ChartsBy | 'resource'>
              label={t('chart.group')}
              value={view.chartsBy ?? 'resource'}
              options={[
                { value: 'resource', label: t('chart.byResource') },
                { value: 'guide', label: t('chart.byGuide') },
              ]}
              onChange={by =>
                change({ chartsBy: by === 'guide' ? by : undefined })
              }
            />
          )}
        </div>
      )}
      {sections.map(section => (
        <Section
          key={section.id}
          section={section}
          answer={answer}
          zone={zone}
        />
      ))}
    </>
  );
}
