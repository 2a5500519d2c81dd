import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityOwner, useMe, useMembers } from '../../queries';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { Choice } from '../Choice';
import { personOf } from './personOf';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    minWidth: 0,
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  small: {
    fontSize: theme.typography.pxToRem(12.5),
    minHeight: 24,
    padding: 0,
  },
}));

const NOBODY = '';

function People(props: {
  about: string;
  owner: string | undefined;
  assignee: string | undefined;
  onAssign: (assignee: string | undefined) => void;
}) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { about, owner, assignee, onAssign } = props;
  const me = useMe();
  const { data: members = [], isSuccess } = useMembers(owner);
  const named = new Map(members.map(({ ref, name }) => [ref, name]));
  for (const ref of [assignee, me]) {
    if (ref && !named.has(ref)) {
      named.set(ref, personOf(ref));
    }
  }
  return (
    <>
      <Choice
        label={t('assignee.choose', { item: about })}
        value={assignee ?? NOBODY}
        options={[
          { value: NOBODY, label: t('assignee.nobody') },
          ...[...named].map(([ref, name]) => ({
            value: ref,
            label: ref === me ? t('assignee.me', { who: name }) : name,
          })),
        ]}
        onChange={chosen => onAssign(chosen || undefined)}
      />
      {isSuccess && members.length === 0 && owner && (
        <span>{t('assignee.noPeople', { owner: personOf(owner) })}</span>
      )}
    </>
  );
}

/** Who takes care of an item or of the whole list, and the way to take it or give it to somebody of the owning group. */
export function Assignee(props: {
  /** Text of the item, or name of the list. */
  about: string;
  /** Entity ref of the list's owner; the page's entity's when absent. */
  owner: string | undefined;
  assignee: string | undefined;
  /** Undefined when it can only be read. */
  onAssign: ((assignee: string | undefined) => void) | undefined;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { about, assignee, onAssign } = props;
  const entityOwner = useEntityOwner();
  const me = useMe();
  const [choosing, setChoosing] = useState(false);
  if (!onAssign && !assignee) {
    return null;
  }
  return (
    <span className={classes.root}>
      {assignee && (
        <span title={assignee}>
          {t('assignee.title', { who: personOf(assignee) })}
        </span>
      )}
      {onAssign && me && assignee !== me && (
        <ActionButton
          emphasis="bare"
          className={classes.small}
          aria-label={t('assignee.takeItem', { item: about })}
          onClick={() => onAssign(me)}
        >
          {t('assignee.take')}
        </ActionButton>
      )}
      {onAssign && (
        <ActionButton
          emphasis="bare"
          className={classes.small}
          aria-expanded={choosing}
          aria-label={t('assignee.assignItem', { item: about })}
          onClick={() => setChoosing(!choosing)}
        >
          {t('assignee.assign')}
        </ActionButton>
      )}
      {onAssign && choosing && (
        <People
          about={about}
          owner={props.owner ?? entityOwner}
          assignee={assignee}
          onAssign={chosen => {
            setChoosing(false);
            onAssign(chosen);
          }}
        />
      )}
    </span>
  );
}
