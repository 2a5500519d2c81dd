import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { quietText, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { CopyButton } from '../CopyButton';
import { pointElementId } from './pointElement';
import { usePointLinks } from './pointLink';
import type { Point, StepSlots } from './StepSlots';

const useStyles = makeStyles(theme => ({
  point: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr)',
    gap: theme.spacing(0, 1.5),
    borderRadius: 6,
    scrollMarginTop: theme.spacing(10),
    // The way to copy the link waits until somebody is at the point, where there is a mouse to be there with.
    '@media (hover: hover)': {
      '& $copy': { opacity: 0 },
      '&:hover > div > $copy, & $copy:focus-within': { opacity: 1 },
    },
  },
  pointed: {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 6,
  },
  number: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    minWidth: 24,
    height: 24,
    borderRadius: 12,
    padding: theme.spacing(0, 0.5),
    fontSize: theme.typography.pxToRem(12),
    fontWeight: WEIGHT.bold,
    color: quietText(theme),
    border: `1px solid ${quietText(theme)}`,
    justifySelf: 'start',
    '&:hover': { color: theme.palette.primary.main },
  },
  current: {
    color: theme.palette.primary.main,
    borderColor: theme.palette.primary.main,
    boxShadow: `0 0 0 2px ${theme.palette.background.paper}, 0 0 0 4px ${theme.palette.primary.main}`,
  },
  body: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1),
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(0.25, 1),
  },
  title: {
    flex: '1 1 220px',
    minWidth: 0,
    margin: 0,
    fontSize: theme.typography.pxToRem(14.5),
    lineHeight: theme.typography.pxToRem(24),
    fontWeight: WEIGHT.bold,
    overflowWrap: 'anywhere',
  },
  plain: { fontWeight: WEIGHT.regular },
  roomForCopy: { paddingRight: theme.spacing(9.5) },
  copy: { position: 'absolute', right: 0, top: -3 },
  actions: { marginLeft: 'auto' },
}));

/** One numbered point of a procedure; the number is the point's own link, and a run adds what it knows about it. */
export function PointItem(props: {
  point: Point;
  /** Element of the title: headings for steps, text for what has none of its own. */
  title: ReactNode;
  /** The title reads like a sentence, not like a heading. */
  plain?: boolean;
  pointed: boolean;
  slots: StepSlots | undefined;
  /** What data says now about the point. */
  answers?: ReactNode;
  children?: ReactNode;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const links = usePointLinks();
  const { point, title, plain, pointed, slots, answers, children } = props;
  const current = slots?.isCurrent?.(point) ?? false;
  const { number } = point;
  const label = t(`runbooks.point.${point.section}`, { number });
  const numberLink = (
    <Link
      to={links.here(point.id)}
      underline="none"
      className={clsx(classes.number, current && classes.current)}
      aria-label={t('runbooks.linkTo', { point: label })}
    >
      {number}
    </Link>
  );
  const heading = slots?.heading?.(point);
  return (
    <li
      id={pointElementId(point.id)}
      className={clsx(classes.point, pointed && classes.pointed)}
      aria-current={current ? 'step' : undefined}
    >
      {slots?.marker ? slots.marker(point, numberLink) : numberLink}
      <div className={classes.body}>
        <div className={clsx(classes.head, !slots && classes.roomForCopy)}>
          {point.section === 'steps' ? (
            <h4 className={clsx(classes.title, plain && classes.plain)}>
              {title}
            </h4>
          ) : (
            <div className={clsx(classes.title, classes.plain)}>{title}</div>
          )}
          {heading && <div className={classes.actions}>{heading}</div>}
        </div>
        {!slots && (
          <span className={classes.copy}>
            <CopyButton
              text={links.stable(point.id)}
              words={t('runbooks.copyLink')}
              label={t('runbooks.linkOf', { point: label })}
            />
          </span>
        )}
        {slots?.state?.(point)}
        {children}
        {slots?.answers ? slots.answers(point) : answers}
        {slots?.below?.(point)}
      </div>
    </li>
  );
}
