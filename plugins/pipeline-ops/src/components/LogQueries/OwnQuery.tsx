import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLogGroups } from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { Choice } from '../Choice';

const useStyles = makeStyles(theme => ({
  text: {
    width: '100%',
    minHeight: 96,
    resize: 'vertical',
    padding: theme.spacing(1, 1.5),
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
    fontSize: theme.typography.pxToRem(12.5),
    lineHeight: 1.5,
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
}));

/** Longest query that CloudWatch Logs takes (API_StartQuery). */
const LONGEST = 10_000;

export interface OwnQueryText {
  query: string;
  logGroup: string;
}

/** A query of the reader's own over one log group, where the operator allows it. */
export function OwnQuery(props: {
  value: OwnQueryText;
  onChange: (value: OwnQueryText) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const groups = useLogGroups();
  const { value, onChange } = props;
  const names = (groups.data?.data.groups ?? []).flatMap(({ name, exists }) =>
    exists ? [name] : [],
  );
  return (
    <>
      <span>
        <Choice
          label={t('queries.ownGroup')}
          value={value.logGroup}
          options={['', ...names].map(name => ({
            value: name,
            label: name || t('queries.ownGroup'),
          }))}
          onChange={logGroup => onChange({ ...value, logGroup })}
        />
      </span>
      <textarea
        className={classes.text}
        aria-label={t('queries.ownText')}
        spellCheck={false}
        maxLength={LONGEST}
        value={value.query}
        onChange={event => onChange({ ...value, query: event.target.value })}
      />
    </>
  );
}
