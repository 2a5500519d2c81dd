import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { baselineWords, type BaselineStanding } from './baselineStanding';

/** How a chart compares with what is usual, such as `3.1× usual` or `8 % above usual`. */
export function useBaselineWords(
  standing: BaselineStanding | undefined,
): string | undefined {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  if (!standing) {
    return undefined;
  }
  if (standing.ratio === undefined) {
    return standing.unusual ? t('chart.unusual') : undefined;
  }
  const words = baselineWords(standing.ratio);
  switch (words.key) {
    case 'times':
      return t('chart.timesUsual', { factor: words.factor });
    case 'above':
      return t('chart.aboveUsual', { percent: words.percent });
    case 'below':
      return t('chart.belowUsual', { percent: words.percent });
    case 'far':
      return t('chart.farAboveUsual');
    default:
      return t('chart.asUsual');
  }
}
