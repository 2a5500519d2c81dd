import type { WidgetPlace } from '@pipeline-ops/plugin-pipeline-ops-common';
import { type JsonObject, memberOf, numberOf } from './json';

/** Source: "Dashboard Body Structure and Syntax" in the CloudWatch API reference. */
const COLUMNS = 24;
const MAX_HEIGHT = 1_000;
const DEFAULT_SIZE = 6;
const LAST_ROW = 1_000_000;

/** Gives every widget its place; one without a position gets the highest free space that is wide enough, leftmost first. */
export class Grid {
  /** First free row of each column. */
  readonly #free = Array<number>(COLUMNS).fill(0);

  place(widget: JsonObject): WidgetPlace {
    const whole = (name: string) => {
      const value = numberOf(memberOf(widget, name));
      return value === undefined ? undefined : Math.trunc(value);
    };
    const width = within(whole('width') ?? DEFAULT_SIZE, 1, COLUMNS);
    const height = within(whole('height') ?? DEFAULT_SIZE, 1, MAX_HEIGHT);
    const x = whole('x');
    const y = whole('y');
    const place =
      x === undefined || y === undefined
        ? this.#next(width, x)
        : { x: within(x, 0, COLUMNS - width), y: within(y, 0, LAST_ROW) };
    const bottom = place.y + height;
    for (let column = place.x; column < place.x + width; column += 1) {
      this.#free[column] = Math.max(this.#free[column], bottom);
    }
    return { ...place, width, height };
  }

  #next(width: number, wantedX: number | undefined): { x: number; y: number } {
    const candidates =
      wantedX === undefined
        ? Array.from({ length: COLUMNS - width + 1 }, (_, x) => x)
        : [within(wantedX, 0, COLUMNS - width)];
    return candidates
      .map(x => ({ x, y: Math.max(...this.#free.slice(x, x + width)) }))
      .reduce((best, one) => (one.y < best.y ? one : best));
  }
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
