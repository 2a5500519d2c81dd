import type { ReactElement } from 'react';
import ListItemIcon from '@material-ui/core/ListItemIcon';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import {
  HighlightedSearchResultText,
  useSearch,
  useSearchContextCheck,
} from '@backstage/plugin-search-react';
import type { RunbookSearchFields } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, SEVERITY_TONES, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { StatusPill } from '../StatusPill';
import { bestPoint } from './bestPoint';
import {
  excerptOf,
  highlightedWords,
  holds,
  MARKS,
  markWords,
  wordsOf,
} from './words';

const EXCERPT_LENGTH = 240;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(0.5),
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  title: {
    fontSize: theme.typography.pxToRem(16),
    fontWeight: WEIGHT.bold,
  },
  meta: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
  },
  excerpt: {
    margin: 0,
    fontSize: theme.typography.pxToRem(14),
    color: quietText(theme),
  },
}));

interface Props {
  icon?: ReactElement;
  result?: SearchDocument;
  highlight?: ResultHighlight;
}

/** A procedure in Backstage search. It opens at the step whose words were looked for. */
export function SearchResultItem(props: Props) {
  return useSearchContextCheck() ? (
    <ItemOfSearch {...props} />
  ) : (
    <Item {...props} term="" />
  );
}

function ItemOfSearch(props: Props) {
  const { term } = useSearch();
  return <Item {...props} term={term} />;
}

/** What was indexed before a procedure carried its points has none. */
type FoundProcedure = SearchDocument & Partial<RunbookSearchFields>;

function Item(props: Props & { term: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { icon, highlight, term } = props;
  const procedure: FoundProcedure | undefined = props.result;
  if (!procedure) {
    return null;
  }
  const { title, text, location, severity, points = [] } = procedure;
  const asked = wordsOf(term).filter(
    word => holds(title, word) || holds(text, word),
  );
  // The engine also finds what is spelt nearly so.
  const words = asked.length > 0 ? asked : highlightedWords(highlight);
  const point = bestPoint(points, title, words);
  const shown = (part: string) => (
    <HighlightedSearchResultText text={markWords(part, words)} {...MARKS} />
  );
  const pointLabel = point && [
    t(`runbooks.point.${point.section}`, { number: point.number }),
    point.title,
  ];
  return (
    <>
      {icon && <ListItemIcon>{icon}</ListItemIcon>}
      <div className={classes.root}>
        <Link
          noTrack
          className={classes.title}
          to={point ? atPoint(location, point.id) : location}
        >
          {shown(title)}
          {pointLabel && (
            <>
              {' › '}
              {shown(
                excerptOf(
                  pointLabel.filter(Boolean).join(': '),
                  words,
                  EXCERPT_LENGTH,
                ),
              )}
            </>
          )}
        </Link>
        <div className={classes.meta}>
          {severity && (
            <StatusPill tone={SEVERITY_TONES[severity]}>
              {t(`severity.${severity}`)}
            </StatusPill>
          )}
          {[...new Set([procedure.entityTitle, procedure.pipelineId])]
            .filter(Boolean)
            .join(' · ')}
        </div>
        <p className={classes.excerpt}>
          {shown(excerptOf(point?.text || text, words, EXCERPT_LENGTH))}
        </p>
      </div>
    </>
  );
}

/** The procedure's address, at one of its points. */
function atPoint(location: string, pointId: string): string {
  const [path, query] = location.split('?');
  const params = new URLSearchParams(query);
  params.set('step', pointId);
  return `${path}?${params}`;
}
