import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DocumentList } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useDocuments } from '../../queries';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { GUIDE_CHOICES, useViewState, type GuideShown } from '../../viewState';
import { Choice } from '../Choice';
import { Failure } from '../Failure';
import { Skeleton } from '../Skeleton';
import { countsOf } from './guideEntries';
import { Reading } from './Reading';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 1.5),
    padding: theme.spacing(0, 2, 1.5),
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  padded: {
    padding: theme.spacing(0, 2, 1.75),
    overflowWrap: 'anywhere',
  },
}));

function Documents(props: { list: DocumentList }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const { documents, problems } = props.list;
  const shown = view.guide ?? 'all';
  const counts = countsOf(documents);
  const remarks = (counts.get('near-miss') ?? 0) + (counts.get('problem') ?? 0);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const choices = GUIDE_CHOICES.filter(
    choice => choice === 'all' || choice === shown || counts.has(choice),
  );
  if (documents.length === 0) {
    return (
      <div className={classes.padded}>
        {problems.length === 0
          ? t('guide.none')
          : problems.map(({ message }) => <div key={message}>{message}</div>)}
      </div>
    );
  }
  return (
    <>
      <div className={classes.bar}>
        <Choice<GuideShown>
          label={t('guide.filter')}
          value={shown}
          options={choices.map(choice => ({
            value: choice,
            label: `${t(`guide.kinds.${choice}`)} (${choice === 'all' ? all : (counts.get(choice) ?? 0)})`,
          }))}
          onChange={guide => change({ guide }, { replace: true })}
        />
        <span className={classes.quiet}>
          {[
            t('guide.recognised', { count: all - remarks }),
            t('guide.remarks', { count: remarks }),
          ].join(' · ')}
        </span>
      </div>
      {documents.map(reading => (
        <Reading key={reading.path} reading={reading} shown={shown} />
      ))}
    </>
  );
}

/** What was read from each of the pipeline's documents, and what nearly was. */
export function Readings() {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const documents = useDocuments();
  const list = documents.data?.data;
  if (list) {
    return <Documents list={list} />;
  }
  return documents.error ? (
    <Failure
      what={t('guide.title')}
      error={documents.error}
      onRetry={() => documents.refetch()}
    />
  ) : (
    <Skeleton lines={4} height={32} />
  );
}
