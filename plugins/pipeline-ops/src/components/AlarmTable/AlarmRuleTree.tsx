import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AlarmRuleNode } from '@pipeline-ops/plugin-pipeline-ops-common';
import { ALARM_TONES, quietText, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { StatusPill } from '../StatusPill';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: theme.spacing(0, 0, 0, 1),
    borderLeft: `1px solid ${theme.palette.divider}`,
    // Side by side while there is room, so that a rule takes few lines.
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.25, 1.5),
    fontSize: theme.typography.pxToRem(12.5),
  },
  node: {
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(0.75),
  },
  operator: {
    flex: 'none',
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
    fontWeight: WEIGHT.bold,
  },
  name: { overflowWrap: 'anywhere' },
  quiet: { color: quietText(theme) },
}));

/** Rules nest as deep as AWS lets them; deeper than a reader can follow is only named. */
const DEEPEST = 8;

function Leaf(props: { node: Extract<AlarmRuleNode, { type: 'state' }> }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { searchWith } = useViewState();
  const { actual, expected, alarmName } = props.node;
  return (
    <span>
      <StatusPill tone={actual ? ALARM_TONES[actual] : 'idle'}>
        {actual ? t(`alarmState.${actual}`) : t('alarms.notVisible')}
      </StatusPill>{' '}
      {actual ? (
        <Link to={searchWith({ alarm: alarmName })} className={classes.name}>
          {alarmName}
        </Link>
      ) : (
        <span className={classes.name}>{alarmName}</span>
      )}
      {expected !== 'ALARM' && (
        <span className={classes.quiet}>
          {' '}
          {t('alarms.expected', { state: t(`alarmState.${expected}`) })}
        </span>
      )}
    </span>
  );
}

/** A composite alarm's rule, each leaf with the state it has now. */
export function AlarmRuleTree(props: { node: AlarmRuleNode; depth?: number }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { node, depth = 0 } = props;
  if (depth > DEEPEST) {
    return <span className={classes.quiet}>…</span>;
  }
  switch (node.type) {
    case 'state':
      return <Leaf node={node} />;
    case 'literal':
      return <code>{node.value ? 'TRUE' : 'FALSE'}</code>;
    case 'not':
      return (
        <span>
          <span className={classes.operator}>{t('alarms.not')}</span>{' '}
          <AlarmRuleTree node={node.child} depth={depth + 1} />
        </span>
      );
    default:
      return (
        <div className={classes.node}>
          <span className={classes.operator}>
            {node.type === 'and' ? t('alarms.allOf') : t('alarms.anyOf')}
          </span>
          <ul className={classes.list}>
            {node.children.map((child, i) => (
              <li key={i}>
                <AlarmRuleTree node={child} depth={depth + 1} />
              </li>
            ))}
          </ul>
        </div>
      );
  }
}
