import type { CloudAlarm } from '@pipeline-ops/plugin-pipeline-ops-node';
import { FakeTelemetry, LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { AlarmSurvey } from './AlarmSurvey';

const HOUR = 3_600_000;

/** A source with some alarms for each of some teams: `team0-0`, `team0-1`, … */
function setUp(teams: number, alarmsEach: number) {
  const cloud = new FakeTelemetry();
  cloud.alarms = Array.from(
    { length: teams * alarmsEach },
    (_, index) =>
      ({
        name: `team${index % teams}-${Math.floor(index / teams)}`,
      }) as CloudAlarm,
  );
  let now = Date.parse('2026-11-21T03:18:00Z');
  const survey = new AlarmSurvey(cloud, () => now);
  const read = async (count: number) => {
    cloud.asked.length = 0;
    const prefixes = Array.from({ length: count }, (_, i) => `team${i}-`);
    const answers = await survey.read(LAB, prefixes);
    const asked = cloud
      .callsOf('listAlarms')
      .flatMap(call => (call as { prefixes: string[] }).prefixes);
    return { answers, asked };
  };
  return { read, survey, cloud, pass: (ms: number) => (now += ms) };
}

it('asks for a few prefixes one by one, and for none that another covers', async () => {
  const { survey, cloud } = setUp(3, 2);
  const answers = await survey.read(LAB, ['team1-', 'team1-0', 'team2-']);
  expect(cloud.asked.map(({ request }) => request)).toMatchObject([
    { prefixes: ['team1-'] },
    { prefixes: ['team2-'] },
  ]);
  expect(
    [...answers].map(([prefix, { data }]) => [prefix, data.map(a => a.name)]),
  ).toEqual([
    ['team1-', ['team1-0', 'team1-1']],
    ['team1-0', ['team1-0']],
    ['team2-', ['team2-0', 'team2-1']],
  ]);
});

it('reads everything where that takes fewer requests, and gives each its own', async () => {
  // 400 alarms: four pages, against twenty prefixes.
  const { read } = setUp(20, 20);
  const { asked, answers } = await read(20);
  expect(asked).toEqual(['']);
  expect(answers.size).toBe(20);
  expect(answers.get('team7-')?.data).toHaveLength(20);
});

it('finds out that everything is too much, remembers it, and tries again after an hour', async () => {
  // 2,000 alarms of which ten teams are wanted: twenty pages, against ten.
  const { read, pass } = setUp(100, 20);
  expect((await read(10)).asked).toEqual(['']);
  expect((await read(10)).asked).toHaveLength(10);
  // Twenty-five prefixes are more than twenty pages.
  expect((await read(25)).asked).toEqual(['']);
  pass(HOUR);
  expect((await read(10)).asked).toEqual(['']);
});
