import { createContext, useContext } from 'react';
import type { CheckAnswer } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useViewState } from '../../viewState';
import { CheckAnswerView } from '../CheckAnswerView';

/** What data says now, by the id of the point. */
export const LiveAnswers = createContext<ReadonlyMap<string, CheckAnswer[]>>(
  new Map(),
);

/** What data says now about one point of the procedure. */
export function PointAnswers(props: { pointId: string }) {
  const { view } = useViewState();
  const answers = useContext(LiveAnswers).get(props.pointId) ?? [];
  return (
    <>
      {answers.map(answer => (
        <CheckAnswerView
          key={answer.check.id}
          answer={answer}
          zone={view.zone}
        />
      ))}
    </>
  );
}
