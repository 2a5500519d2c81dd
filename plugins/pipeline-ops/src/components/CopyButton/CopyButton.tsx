import { useEffect, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { copyText } from './copyText';

/** Copies text and says whether it worked. */
export function CopyButton(props: {
  text: string;
  /** What is copied, for the button's name, such as `command`. */
  label: string;
  /** On the button; absent: that it copies. */
  words?: string;
  disabled?: boolean;
}) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (!outcome) {
      return undefined;
    }
    const timer = setTimeout(() => setOutcome(undefined), 2500);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    setOutcome((await copyText(props.text)) ? 'copied' : 'failed');
  };
  const words = {
    copied: t('copy.copied'),
    failed: t('copy.failed'),
    idle: props.words ?? t('copy.copy'),
  };
  return (
    <ActionButton
      emphasis="bare"
      onClick={copy}
      disabled={props.disabled}
      aria-label={`${words[outcome ?? 'idle']} ${props.label}`}
    >
      <span aria-live="polite">{words[outcome ?? 'idle']}</span>
    </ActionButton>
  );
}
