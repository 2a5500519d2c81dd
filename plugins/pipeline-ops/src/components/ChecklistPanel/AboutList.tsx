import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { safeHref } from '../SafeMarkdown';
import { Assignee } from './Assignee';
import { personOf } from './personOf';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(0, 2, 1),
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
  // Of no use without a keyboard.
  keys: { '@media (hover: none), (max-width: 599px)': { display: 'none' } },
}));

/** Where a list stands in the document, whose it is, and the keys that answer it. */
export function AboutList(props: {
  checklist: Checklist;
  /** Whether it may be answered. */
  open: boolean;
  onAssign: (assignee: string | undefined) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { checklist, open, onAssign } = props;
  const { position, owner } = checklist;
  const href = safeHref(position?.url);
  return (
    <div className={classes.root}>
      {position && (
        <span>
          {href ? <Link to={href}>{position.path}</Link> : position.path}{' '}
          {t('checklists.lines', {
            from: String(position.startLine),
            to: String(position.endLine),
          })}
        </span>
      )}
      {owner && (
        <span title={owner}>
          {t('checklists.owner', { owner: personOf(owner) })}
        </span>
      )}
      <Assignee
        about={t('assignee.list')}
        owner={owner}
        assignee={checklist.assignee}
        onAssign={open && checklist.period.isCurrent ? onAssign : undefined}
      />
      {open && <span className={classes.keys}>{t('checklists.keys')}</span>}
    </div>
  );
}
