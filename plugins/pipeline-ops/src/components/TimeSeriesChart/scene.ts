import type { Overlays } from './overlays';
import type { ThresholdLine } from './thresholdLines';

/** What a refresh changes besides the lines. It is read at each drawing, so that the plot itself stays as it is. */
export interface Scene {
  /** Shown time. Unix seconds. */
  from: number;
  to: number;
  thresholds: ThresholdLine[];
  overlays: Overlays;
  /** Heights besides data and thresholds that belong in view, such as the edges of a band. */
  reach: number[];
}
