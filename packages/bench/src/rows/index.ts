import { bytes } from './bytes';
import { cold } from './cold';
import type { Row } from './Row';
import { stampede } from './stampede';
import { warm } from './warm';

/** In the order of the table. */
export const ROWS: readonly Row[] = [stampede, cold, warm, bytes];
