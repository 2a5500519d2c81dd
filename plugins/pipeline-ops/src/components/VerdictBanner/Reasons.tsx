import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { reasonParts } from './reasonParts';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
    '& > li': { overflowWrap: 'anywhere', minWidth: 0 },
    // At the end of a line rather than at the beginning of the next.
    '& > li:not(:last-child)::after': {
      content: '"·"',
      marginLeft: theme.spacing(1),
    },
  },
  more: { padding: 0, minHeight: 0 },
}));

/** So many reasons besides the first; the rest on request. */
const SHOWN = 3;

/** A reason, with a link on each alarm that it names. */
export function Reason(props: { text: string; alarmNames: string[] }) {
  const { searchWith } = useViewState();
  return (
    <>
      {reasonParts(props.text, props.alarmNames).map((part, i) =>
        part.alarm ? (
          <Link
            key={i}
            to={searchWith({ alarm: part.alarm })}
            underline="always"
          >
            {part.text}
          </Link>
        ) : (
          part.text
        ),
      )}
    </>
  );
}

/** What decided it besides the first reason, and the alarms that no reason names. */
export function Reasons(props: { reasons: string[]; alarmNames: string[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { reasons, alarmNames } = props;
  const [all, setAll] = useState(false);
  if (reasons.length === 0) {
    return null;
  }
  const hidden = reasons.length - SHOWN;
  return (
    <ul className={classes.list} aria-label={t('verdict.reasons')}>
      {(all ? reasons : reasons.slice(0, SHOWN)).map(reason => (
        <li key={reason}>
          <Reason text={reason} alarmNames={alarmNames} />
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <ActionButton
            emphasis="bare"
            className={classes.more}
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all ? t('verdict.fewer') : t('verdict.all', { count: hidden })}
          </ActionButton>
        </li>
      )}
    </ul>
  );
}
