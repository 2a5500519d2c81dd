import type { CadenceWord } from '../model';
import type { Block, List, Table, TableRow } from '../structure/blocks';
import { plainText } from '../text/inline';
import { normalise } from '../text/normalise';
import { cadenceOf } from '../words/cadence';
import { isThresholdTable } from './thresholdTables';

const TASK_COLUMN =
  /^(?:(?:daily |weekly |monthly |quarterly )?(?:tasks?|checks?|check ?points?|items?|activit(?:y|ies)|duty|duties|to ?do|what to (?:check|do)|what)(?: items?| names?| description)?|aufgaben?|prüfpunkte?|prüfungen?|tätigkeit(?:en)?|tâches?|contrôles?|vérifications?|tareas?|comprobaci(?:ón|ones)|verificaci(?:ón|ones)|actividad(?:es)?|tarefas?|verificaç(?:ão|ões)|atividades?|作業(?:内容)?|確認(?:項目|事項)|点検項目|チェック(?:項目)?|項目)$/u;
const CADENCE_COLUMN =
  /^(?:frequency|cadence|how often|interval|recurrence|häufigkeit|turnus|intervall|rhythmus|fréquence|périodicité|frecuencia|periodicidad|frequência|periodicidade|頻度|周期)$/u;

/** Rows of a table as a list of checks, due by one cadence. */
export interface TableChecks {
  cadence: CadenceWord;
  list: List;
}

/** Checks of a table that has a column of tasks and a column that says how often. */
export function tableChecksByCadence(table: Table): TableChecks[] {
  const names = headerOf(table);
  const task = names.findIndex(name => TASK_COLUMN.test(name));
  const often = names.findIndex(name => CADENCE_COLUMN.test(name));
  if (task < 0 || often < 0) return [];
  const byCadence = new Map<CadenceWord, TableRow[]>();
  for (const row of table.rows) {
    const cadence = cadenceOf(plainText(row.cells[often] ?? ''));
    if (!cadence) continue;
    const rows = byCadence.get(cadence);
    if (rows) rows.push(row);
    else byCadence.set(cadence, [row]);
  }
  return [...byCadence].map(([cadence, rows]) => ({
    cadence,
    list: asList(table, rows, task, [task, often]),
  }));
}

/** Checks of a table below a heading that says how often; undefined when no column holds tasks. */
export function tableChecks(table: Table): List | undefined {
  const names = headerOf(table);
  const task = names.findIndex(name => TASK_COLUMN.test(name));
  if (task < 0 || isThresholdTable(table)) return undefined;
  return asList(table, table.rows, task, [task]);
}

/** A table below a cadence that looks like checks, but has no column that says what to do. */
export function missesTasks(table: Table): boolean {
  const names = headerOf(table);
  return (
    !names.some(name => TASK_COLUMN.test(name)) &&
    names.some(name =>
      /^(?:expected|owner|done|status|result|ok|checked)$/.test(name),
    )
  );
}

export function tablesIn(blocks: readonly Block[]): Table[] {
  return blocks.filter((block): block is Table => block.type === 'table');
}

function headerOf(table: Table): string[] {
  return table.header.map(cell => normalise(plainText(cell)));
}

/** The other columns are details, each with its heading. */
function asList(
  table: Table,
  rows: readonly TableRow[],
  task: number,
  taken: readonly number[],
): List {
  return {
    type: 'list',
    ordered: false,
    start: 1,
    lines: table.lines,
    items: rows
      .filter(row => plainText(row.cells[task] ?? '') !== '')
      .map(row => ({
        lines: row.lines,
        text: row.cells[task],
        rest: row.cells.flatMap((cell, index): Block[] => {
          const name = plainText(table.header[index] ?? '');
          const counts = /[\p{L}\p{N}]/u.test(name);
          return taken.includes(index) || !counts || plainText(cell) === ''
            ? []
            : [
                {
                  type: 'paragraph',
                  text: [`${name}: ${cell}`],
                  lines: row.lines,
                },
              ];
        }),
      })),
  };
}
