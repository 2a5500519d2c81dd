import type { ChartThreshold } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  PipelineDocument,
  ThresholdSpec,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { positionIn } from '../documents/position';

type Place = NonNullable<ThresholdSpec['document']>;

/** What is known of the lines that documented thresholds come from. */
export class ThresholdSources {
  private constructor(
    private readonly documents: readonly PipelineDocument[],
  ) {}

  static create(documents: readonly PipelineDocument[]): ThresholdSources {
    return new ThresholdSources(documents);
  }

  /** The place with links, where the repository host is known. */
  positionOf({ path, startLine, endLine }: Place): ChartThreshold['position'] {
    return positionIn(this.#documentAt(path) ?? { path }, {
      startLine,
      endLine,
    });
  }

  /**
   * True when it is known on which side of the threshold trouble lies. A bullet under "Metrics to check" does not say,
   * and `0` may be what should be or what must not be: such a line is drawn, but not judged.
   */
  saysWhatIsWrong({ document, comparison }: ThresholdSpec): boolean {
    if (comparison === '==') {
      return false;
    }
    const element = document && this.#elementAt(document);
    return element?.origin !== 'bullet' || element.describes !== undefined;
  }

  /** The innermost heading above the first documented threshold. */
  headingOf(thresholds: readonly ThresholdSpec[]): string | undefined {
    const [place] = thresholds.flatMap(({ document }) => document ?? []);
    return place && this.#elementAt(place)?.headingPath.at(-1);
  }

  #elementAt({ path, startLine }: Place) {
    return this.#documentAt(path)?.content?.metricThresholds.find(
      ({ lines }) => lines.startLine === startLine,
    );
  }

  #documentAt(path: string): PipelineDocument | undefined {
    return this.documents.find(document => document.path === path);
  }
}
