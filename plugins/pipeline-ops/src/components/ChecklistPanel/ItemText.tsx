import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChecklistItem } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useTabLink } from '../../navigation';
import { quietText, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { safeHref } from '../SafeMarkdown';

const useStyles = makeStyles(theme => ({
  text: { fontWeight: WEIGHT.medium, overflowWrap: 'anywhere' },
  details: {
    margin: theme.spacing(0.25, 0, 0),
    paddingLeft: theme.spacing(2.25),
    overflowWrap: 'anywhere',
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  links: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    fontSize: theme.typography.pxToRem(12.5),
    overflowWrap: 'anywhere',
    '&:empty': { display: 'none' },
  },
}));

/** What to do, with its limits from the guide, its line there, and the runbook or chart it speaks of. */
export function ItemText(props: { item: ChecklistItem }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const runbookLink = useTabLink('runbook');
  const monitoringLink = useTabLink('monitoring');
  const { item } = props;
  const line = safeHref(item.position?.url);
  // Links that read alike are one link.
  const named = new Map(
    [...item.links]
      .reverse()
      .map(link => [`${link.kind} ${link.title}`, link] as const),
  );
  const targets = [...named].reverse().flatMap(([key, { kind, id, title }]) => {
    const to =
      kind === 'runbook'
        ? runbookLink?.({ procedure: id })
        : monitoringLink?.({ chart: id });
    return to ? [{ key, kind, to, title }] : [];
  });
  return (
    <>
      <div className={classes.text}>{item.text}</div>
      {item.details.length > 0 && (
        <ul className={classes.details}>
          {item.details.map((detail, i) => (
            <li key={i}>{detail}</li>
          ))}
        </ul>
      )}
      <div className={classes.links}>
        {line && item.position && (
          <Link to={line}>
            {t('chart.line', { line: String(item.position.startLine) })}
          </Link>
        )}
        {targets.map(({ key, kind, to, title }) => (
          <Link key={key} to={to}>
            {t(`checklists.${kind}`, { title })}
          </Link>
        ))}
      </div>
    </>
  );
}
