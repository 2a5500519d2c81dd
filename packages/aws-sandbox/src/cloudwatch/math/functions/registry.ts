import { AGGREGATES } from './aggregate';
import { ARRAYS } from './arrays';
import { anomalyBand } from './band';
import { CALENDAR } from './calendar';
import type { MathFunction } from './call';
import { conditional } from './condition';
import { fill } from './fill';
import { POINTWISE } from './pointwise';

/** The functions of metric math, by name. */
export const FUNCTIONS: ReadonlyMap<string, MathFunction> = new Map(
  Object.entries({
    ...AGGREGATES,
    ...ARRAYS,
    ...CALENDAR,
    ...POINTWISE,
    ANOMALY_DETECTION_BAND: anomalyBand,
    FILL: fill,
    IF: conditional,
  }),
);
