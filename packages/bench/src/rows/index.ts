import { bundle } from './bundle';
import { bytes } from './bytes';
import { charts } from './charts';
import { ticksOnPostgres, ticksOnSqlite } from './checklists';
import { cold } from './cold';
import { historyOnPostgres, historyOnSqlite } from './history';
import { isolation } from './isolation';
import { reading } from './reading';
import type { Row } from './Row';
import { stampede } from './stampede';
import { viewers } from './viewers';
import { warm } from './warm';

/** In the order in which they are measured. */
export const ROWS: readonly Row[] = [
  stampede,
  cold,
  warm,
  bytes,
  charts,
  bundle,
  isolation,
  reading,
  ticksOnPostgres,
  ticksOnSqlite,
  historyOnPostgres,
  historyOnSqlite,
  // Last: what puts requests into the application changes Express for all that come after.
  viewers,
];
