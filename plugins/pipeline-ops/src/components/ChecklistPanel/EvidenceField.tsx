import type { KeyboardEvent } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EvidenceRequest } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';

const LONGEST_EVIDENCE = 1000;

/** What an item asks for besides a tick: a number, a link, a choice or some words. */
export function EvidenceField(props: {
  request: EvidenceRequest;
  value: string;
  className: string;
  describedBy: string;
  invalid: boolean;
  onChange: (value: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { request, onChange } = props;
  const name = request.label ?? t(`evidence.${request.kind}`);
  const label = request.unit
    ? t('evidence.withUnit', { label: name, unit: request.unit })
    : name;
  const shared = {
    className: props.className,
    'aria-label': label,
    'aria-describedby': props.describedBy,
    'aria-invalid': props.invalid || undefined,
    required: request.required,
    value: props.value,
    onKeyDown: props.onKeyDown,
  };
  if (request.kind === 'choice') {
    return (
      <select {...shared} onChange={event => onChange(event.target.value)}>
        <option value="">{`${label}: ${t('evidence.choose')}`}</option>
        {(request.choices ?? []).map(choice => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...shared}
      placeholder={label}
      inputMode={
        ({ number: 'decimal', link: 'url', text: 'text' } as const)[
          request.kind
        ]
      }
      maxLength={LONGEST_EVIDENCE}
      onChange={event => onChange(event.target.value)}
    />
  );
}
