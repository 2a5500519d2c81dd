import type { TextWidget as Content } from '@pipeline-ops/plugin-pipeline-ops-common';
import { SafeMarkdown } from '../../SafeMarkdown';
import { widgetMarkdown } from '../widgetMarkdown';

export function TextWidget(props: { content: Content }) {
  return <SafeMarkdown text={widgetMarkdown(props.content.markdown)} />;
}
