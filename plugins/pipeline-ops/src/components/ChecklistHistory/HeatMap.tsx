import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PeriodSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { CELL_STATES, cellState } from './cellState';
import { HeatCell } from './HeatCell';
import type { HeatLayout } from './heatLayout';

const useStyles = makeStyles(theme => ({
  scroll: { overflowX: 'auto', padding: theme.spacing(0, 2, 1) },
  table: {
    borderCollapse: 'separate',
    borderSpacing: 3,
    '& th': {
      padding: 0,
      fontSize: theme.typography.pxToRem(11),
      lineHeight: theme.typography.pxToRem(16),
      fontWeight: 'normal',
      textAlign: 'left',
      color: quietText(theme),
      whiteSpace: 'nowrap',
    },
    '& thead th': { maxWidth: 16, overflow: 'visible' },
    '& tbody th': { paddingRight: theme.spacing(0.75) },
    '& td': { padding: 0, lineHeight: 0 },
  },
  button: {
    display: 'inline-flex',
    padding: 0,
    border: 0,
    background: 'none',
    borderRadius: 4,
    cursor: 'pointer',
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
  // Before the list began.
  before: {
    display: 'inline-block',
    width: 16,
    height: 16,
    borderRadius: 4,
    backgroundColor: theme.palette.action.hover,
  },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1.5),
    margin: 0,
    padding: theme.spacing(0, 2, 1.5),
    listStyle: 'none',
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
    '& li': { display: 'inline-flex', alignItems: 'center', gap: 6 },
  },
}));

const STEPS: Record<string, [column: number, row: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The next cell in a direction that has a period. */
function cellBeside(
  { columns, rows }: HeatLayout,
  from: [column: number, row: number],
  step: [column: number, row: number],
): PeriodSummary | undefined {
  let [column, row] = from;
  for (;;) {
    column += step[0];
    row += step[1];
    if (column < 0 || row < 0 || !columns[column] || row >= rows.length) {
      return undefined;
    }
    const found = columns[column].cells[row];
    if (found) {
      return found;
    }
  }
}

function placeOf({ columns }: HeatLayout, key: string): [number, number] {
  const column = columns.findIndex(({ cells }) =>
    cells.some(cell => cell?.key === key),
  );
  const row = columns[column]?.cells.findIndex(cell => cell?.key === key) ?? -1;
  return [column, row];
}

/** How each period went, at a glance. One stop for the Tab key, arrow keys from there; a cell opens its period. */
export function HeatMap(props: {
  label: string;
  layout: HeatLayout;
  /** Key of the period that is looked at, when it is among them. */
  openKey: string | undefined;
  onOpen: (period: PeriodSummary) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { label, layout, openKey, onOpen } = props;
  const { rows, columns } = layout;
  const scroll = useRef<HTMLDivElement>(null);
  // The newest stand to the right; where there is no room for all, they are what is looked for.
  useEffect(() => {
    scroll.current?.scrollTo?.({ left: scroll.current.scrollWidth });
  }, [columns.length]);
  const cells = useRef(new Map<string, HTMLButtonElement>());
  const all = columns.flatMap(column => column.cells.filter(Boolean));
  const [firstColumn, firstRow] = placeOf(layout, all[0]?.key ?? '');
  const [current, setCurrent] = useState(openKey);
  const reachable = all.some(cell => cell?.key === current)
    ? current
    : all.at(-1)?.key;

  const onKeyDown = (event: KeyboardEvent) => {
    const step = Object.hasOwn(STEPS, event.key) ? STEPS[event.key] : undefined;
    const next =
      step && cellBeside(layout, placeOf(layout, reachable ?? ''), step);
    if (next) {
      event.preventDefault();
      setCurrent(next.key);
      cells.current.get(next.key)?.focus();
    }
  };

  const cellOf = (period: PeriodSummary) => {
    const state = cellState(period);
    const words = t('history.cell', {
      period: period.title,
      state: t(`history.${state}`),
      answered: String(period.answered),
      total: String(period.total),
    });
    return (
      <button
        type="button"
        ref={element => {
          if (element) {
            cells.current.set(period.key, element);
          } else {
            cells.current.delete(period.key);
          }
        }}
        className={classes.button}
        tabIndex={period.key === reachable ? 0 : -1}
        aria-label={words}
        aria-current={period.key === openKey ? 'true' : undefined}
        title={words}
        onFocus={() => setCurrent(period.key)}
        onClick={() => onOpen(period)}
      >
        <HeatCell state={state} />
      </button>
    );
  };

  return (
    <>
      <ul className={classes.legend}>
        {CELL_STATES.map(state => (
          <li key={state}>
            <HeatCell state={state} />
            {t(`history.${state}`)}
          </li>
        ))}
        <li>{t('history.keys')}</li>
      </ul>
      <div ref={scroll} className={classes.scroll}>
        {/* The buttons inside take the focus; the arrow keys work wherever it is among them. */}
        <div role="presentation" onKeyDown={onKeyDown}>
          <table className={classes.table} aria-label={label}>
            <thead>
              <tr>
                <td />
                {columns.map((column, i) =>
                  column.label ? (
                    <th key={i} scope="col">
                      {column.label}
                    </th>
                  ) : (
                    <td key={i} />
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, r) => (
                <tr key={row}>
                  {row ? <th scope="row">{row}</th> : <td />}
                  {columns.map(({ cells: column }, c) => {
                    const period = column[r];
                    const before =
                      c < firstColumn || (c === firstColumn && r < firstRow);
                    return (
                      <td key={c}>
                        {period && cellOf(period)}
                        {before && <span className={classes.before} />}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </>
  );
}
