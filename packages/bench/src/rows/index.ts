import { cold } from './cold';
import type { Row } from './Row';
import { stampede } from './stampede';

/** In the order of the table. */
export const ROWS: readonly Row[] = [stampede, cold];
