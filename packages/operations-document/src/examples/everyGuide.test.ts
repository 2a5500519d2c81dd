import { guideOf } from '../__fixtures__/exampleGuides';

describe.each([
  ['aurora-restore', 5],
  ['glue-etl', 6],
  ['music-streaming', 6],
  ['sensor-data', 6],
  ['demand-pipeline', 14],
])('the guide of %s', (pipeline, procedures) => {
  const guide = guideOf(pipeline);

  it('is clean text', () => {
    expect(guide.problems).toEqual([]);
  });

  it('has its procedures, and takes nothing else for one', () => {
    expect(guide.runbooks).toHaveLength(procedures);
  });

  it('says what to do wherever an alarm is answered', () => {
    const answers = guide.runbooks.filter(
      ({ alarmNames }) => alarmNames.length > 0,
    );
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter(({ steps }) => steps.length === 0)).toEqual([]);
  });
});
