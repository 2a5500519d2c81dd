import { useMemo, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { QueryRun } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ScrollArea } from '../ScrollArea';
import { isNumeric, sortRows, type Sorting } from './resultRows';

const useStyles = makeStyles(theme => ({
  scroll: {
    maxHeight: 420,
    overflow: 'auto',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
  },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: theme.typography.pxToRem(12.5),
    '& th, & td': {
      padding: theme.spacing(0.5, 1.25),
      textAlign: 'left',
      verticalAlign: 'top',
    },
    '& tbody tr + tr td': { borderTop: `1px solid ${theme.palette.divider}` },
    '& thead th': {
      position: 'sticky',
      top: 0,
      zIndex: 1,
      backgroundColor: theme.palette.background.paper,
      boxShadow: `inset 0 -1px 0 ${theme.palette.divider}`,
    },
  },
  sort: {
    font: 'inherit',
    fontWeight: WEIGHT.bold,
    color: 'inherit',
    background: 'none',
    border: 0,
    padding: 0,
    cursor: 'pointer',
    whiteSpace: 'nowrap',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
  number: {
    textAlign: 'right !important' as 'right',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
  text: {
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
    overflowWrap: 'anywhere',
    minWidth: 120,
  },
  moment: { whiteSpace: 'nowrap', color: quietText(theme) },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
    margin: theme.spacing(0.75, 0, 0),
  },
}));

/** More rows make the page slow and nobody reads them here. */
const SHOWN = 500;

/** The rows of a query: sortable by each column, numbers to the right. */
export function ResultTable(props: { run: QueryRun }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const [sorting, setSorting] = useState<Sorting>();
  const { columns, rows } = props.run;
  const numeric = useMemo(
    () => columns.map((_, column) => isNumeric(rows, column)),
    [columns, rows],
  );
  const sorted = useMemo(() => sortRows(rows, sorting), [rows, sorting]);
  const sortBy = (column: number) =>
    setSorting(before =>
      before?.column === column
        ? { column, descending: !before.descending }
        : { column, descending: numeric[column] },
    );
  const direction = (column: number) => {
    if (sorting?.column !== column) {
      return 'none';
    }
    return sorting.descending ? 'descending' : 'ascending';
  };
  const classOf = (column: number) => {
    if (numeric[column]) {
      return classes.number;
    }
    return /^@?(timestamp|ingestionTime)$|^bin\(/.test(columns[column])
      ? classes.moment
      : classes.text;
  };
  return (
    <>
      <ScrollArea className={classes.scroll} label={t('queries.results')}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((name, column) => (
                <th
                  key={name}
                  scope="col"
                  aria-sort={direction(column)}
                  className={clsx(numeric[column] && classes.number)}
                >
                  <button
                    type="button"
                    className={classes.sort}
                    title={t('queries.sortBy', { column: name })}
                    onClick={() => sortBy(column)}
                  >
                    {name}
                    {direction(column) === 'ascending' && ' ↑'}
                    {direction(column) === 'descending' && ' ↓'}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, SHOWN).map((row, index) => (
              <tr key={index}>
                {row.map((value, column) => (
                  <td key={columns[column]} className={classOf(column)}>
                    {value ?? '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {rows.length > SHOWN && (
        <p className={classes.quiet}>
          {t('queries.shown', { rows: String(SHOWN) })}
        </p>
      )}
    </>
  );
}
