import { createContext, useContext } from 'react';
import type { LiveAnswers } from '../../queries';
import { useViewState } from '../../viewState';
import { CheckAnswerView } from '../CheckAnswerView';

/** What data says now about the procedure that is shown. */
export const LiveAnswersContext = createContext<LiveAnswers | undefined>(
  undefined,
);

/** What data says now about one point of the procedure. */
export function PointAnswers(props: { pointId: string }) {
  const { view } = useViewState();
  const live = useContext(LiveAnswersContext);
  const answers = live?.answers.get(props.pointId) ?? [];
  return (
    <>
      {answers.map(answer => (
        <CheckAnswerView
          key={answer.check.id}
          answer={answer}
          zone={view.zone}
          asking={live?.asking}
        />
      ))}
    </>
  );
}
