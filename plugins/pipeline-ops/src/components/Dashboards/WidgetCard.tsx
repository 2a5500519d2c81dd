import { useId, useRef, useState, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Dashboard,
  DashboardWidget,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Zone } from '../../time';
import { quietText, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { useSeen } from '../ChartSections/useSeen';
import { safeHref } from '../SafeMarkdown';
import { StatusPill } from '../StatusPill';
import { ScrollWhenFull } from './ScrollWhenFull';
import { isSilent } from './seriesValues';
import { headingOf } from './widgetMarkdown';
import { useWidgetStyles } from './widgetStyles';
import { AlarmStates } from './widgets/AlarmStates';
import { LogQueryWidget } from './widgets/LogQueryWidget';
import { MetricWidgetBody } from './widgets/MetricWidgetBody';
import { TextWidget } from './widgets/TextWidget';

const useStyles = makeStyles(theme => ({
  card: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    minWidth: 0,
    padding: theme.spacing(1.25, 1.5),
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
  },
  text: {
    padding: theme.spacing(1, 1.5),
  },
  transparent: {
    padding: theme.spacing(0.5, 0),
    border: 'none',
    background: 'none',
  },
  header: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(0.5),
  },
  title: {
    flex: 1,
    minWidth: 0,
    margin: 0,
    fontSize: theme.typography.pxToRem(13.5),
    lineHeight: theme.typography.pxToRem(22),
    fontWeight: WEIGHT.bold,
    overflowWrap: 'anywhere',
  },
  region: {
    lineHeight: theme.typography.pxToRem(22),
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
  },
  tool: { padding: theme.spacing(0, 0.5), minHeight: 22 },
}));

export interface WidgetContext {
  dashboard: Dashboard;
  zone: Zone;
  /** Charts with the same key share one cursor. */
  syncKey: string;
  /** Unix seconds. */
  onZoom: (from: number, to: number) => void;
}

function useName(widget: DashboardWidget): string {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { content, title } = widget;
  if (title) {
    return title;
  }
  switch (content.type) {
    case 'metric':
      return content.series[0]?.label ?? t('dashboards.metricWidget');
    case 'text':
      return headingOf(content.markdown) || t('dashboards.textWidget');
    case 'alarm':
      return t('dashboards.alarmWidget');
    case 'log':
      return t('dashboards.logWidget');
    default:
      return content.original;
  }
}

function Unsupported(props: { original: string; reason: string }) {
  const classes = useWidgetStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  return (
    <div className={classes.list} style={{ justifyItems: 'start' }}>
      <StatusPill tone="idle">
        {t('dashboards.unsupported', { type: props.original })}
      </StatusPill>
      <span className={classes.quiet}>{props.reason}</span>
    </div>
  );
}

function Body(
  props: WidgetContext & {
    name: string;
    widget: DashboardWidget;
    asTable: boolean;
  },
): ReactNode {
  const { name, widget, asTable, dashboard, zone, syncKey, onZoom } = props;
  const { content } = widget;
  switch (content.type) {
    case 'metric':
      return (
        <MetricWidgetBody
          title={name}
          widget={content}
          asTable={asTable}
          from={dashboard.from}
          to={dashboard.to}
          zone={zone}
          syncKey={syncKey}
          onZoom={onZoom}
        />
      );
    case 'text':
      return <TextWidget content={content} />;
    case 'alarm':
      return <AlarmStates content={content} />;
    case 'log':
      return (
        <LogQueryWidget
          title={name}
          content={content}
          from={dashboard.from}
          to={dashboard.to}
        />
      );
    default:
      return (
        <Unsupported original={content.original} reason={content.reason} />
      );
  }
}

/** One widget: a named region with its way to the AWS console and, for metrics, to the values as a table. Drawn when it comes into sight. */
export function WidgetCard(props: WidgetContext & { widget: DashboardWidget }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const titleId = useId();
  const card = useRef<HTMLElement>(null);
  const seen = useSeen(card);
  const [asTable, setAsTable] = useState(false);
  const { widget, ...context } = props;
  const { content, region } = widget;
  const name = useName(widget);
  const consoleUrl = safeHref(widget.consoleUrl);
  const body = (
    <ScrollWhenFull label={name}>
      {seen && (
        <Body {...context} name={name} widget={widget} asTable={asTable} />
      )}
    </ScrollWhenFull>
  );
  if (content.type === 'text') {
    return (
      <section
        ref={card}
        className={clsx(
          classes.card,
          classes.text,
          content.transparent && classes.transparent,
        )}
        aria-label={name}
      >
        {body}
      </section>
    );
  }
  const hasValues =
    content.type === 'metric' && !content.series.every(isSilent);
  return (
    <section ref={card} className={classes.card} aria-labelledby={titleId}>
      <div className={classes.header}>
        <h4 id={titleId} className={classes.title}>
          {name}
        </h4>
        {region && region !== context.dashboard.region && (
          <span className={classes.region}>{region}</span>
        )}
        {hasValues && (
          <ActionButton
            emphasis="bare"
            className={classes.tool}
            aria-pressed={asTable}
            aria-label={t('dashboards.valuesOf', { title: name })}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? t('dashboards.widget') : t('dashboards.values')}
          </ActionButton>
        )}
        {consoleUrl && (
          <Link
            to={consoleUrl}
            aria-label={t('chart.console', { title: name })}
          >
            AWS
          </Link>
        )}
      </div>
      {body}
    </section>
  );
}
