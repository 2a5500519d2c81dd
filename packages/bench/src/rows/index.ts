import { bundle } from './bundle';
import { bytes } from './bytes';
import { charts } from './charts';
import { cold } from './cold';
import { isolation } from './isolation';
import type { Row } from './Row';
import { stampede } from './stampede';
import { viewers } from './viewers';
import { warm } from './warm';

/** In the order of the table. */
export const ROWS: readonly Row[] = [
  stampede,
  viewers,
  cold,
  warm,
  bytes,
  charts,
  bundle,
  isolation,
];
