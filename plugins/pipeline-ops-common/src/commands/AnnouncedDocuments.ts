import type { Pipeline } from './commandWords';
import { readBody, type HereDocument } from './hereDocuments';
import type { ShellPlace, Span } from './shellPlaces';

/** Here-documents whose bodies begin on the next line. */
export class AnnouncedDocuments {
  #announced: { document: HereDocument; pipeline: Pipeline; depth: number }[] =
    [];

  private constructor() {}

  static create(): AnnouncedDocuments {
    return new AnnouncedDocuments();
  }

  get areWaiting(): boolean {
    return this.#announced.length > 0;
  }

  /** @param depth - of the frames around it */
  announce(document: HereDocument, pipeline: Pipeline, depth: number): void {
    this.#announced.push({ document, pipeline, depth });
  }

  /**
   * Reads the bodies of all that were announced, and forgets them.
   *
   * @param at - offset of the line on which the first body begins
   * @param from - index of the first span that is not before `at`
   * @param depth - of the frames around that line
   * @param again - whether all of it is read a second time
   * @returns how each span within has to be filled, and the offset behind the last body; undefined where the bodies
   *   belong to another frame, so that it cannot be told where they end
   */
  takeBodies(
    text: string,
    at: number,
    spans: readonly Span[],
    from: number,
    depth: number,
    again: boolean,
  ):
    | { places: { place: ShellPlace; pipeline: Pipeline }[]; end: number }
    | undefined {
    const announced = this.#announced;
    this.#announced = [];
    if (announced.some(one => one.depth !== depth)) return undefined;
    const found: { place: ShellPlace; pipeline: Pipeline }[] = [];
    let end = at;
    for (const { document, pipeline } of announced) {
      const body = readBody(
        text,
        end,
        document,
        spans,
        from + found.length,
        again,
      );
      found.push(...body.places.map(place => ({ place, pipeline })));
      end = body.end;
    }
    return { places: found, end };
  }
}
