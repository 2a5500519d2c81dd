import { exampleNames, resolveExample } from './__testUtils__/examples';

describe('the example pipelines, with the configuration of the demo', () => {
  it('are five', () => {
    expect(exampleNames).toHaveLength(5);
  });

  it.each(exampleNames)(
    '%s resolves without a problem or a refusal',
    async name => {
      const pipeline = await resolveExample(name);
      expect(pipeline.problems).toEqual([]);
      expect(pipeline.environments.flatMap(each => each.refusals)).toEqual([]);
      for (const environment of pipeline.environments) {
        expect(environment.selections.flatMap(each => each.alarms)).not.toEqual(
          [],
        );
        expect(
          environment.resources.flatMap(each => each.charts).length,
        ).toBeGreaterThan(5);
      }
    },
  );

  it('draws every metric that CloudWatch knows of the named resources by the dimensions it knows', async () => {
    const { environments } = await resolveExample('sensor-data');
    const kafka = environments[0].resources.find(each => each.kind === 'msk');
    expect(
      kafka?.charts
        .find(chart => chart.id.endsWith(':UnderReplicatedPartitions'))
        ?.series.map(each => each.metric?.dimensions['Broker ID']),
    ).toEqual(['1', '2', '3']);
  });

  it('gives each environment of the demand pipeline its own names', async () => {
    const { environments } = await resolveExample('demand-pipeline');
    expect(
      environments.map(environment => [
        environment.name,
        environment.resources.find(each => each.kind === 'lambda')?.name,
        environment.selections[0].logGroups[0],
      ]),
    ).toEqual([
      [
        'prod',
        'deliveryWorker-prod',
        { type: 'exact', name: '/aws/lambda/deliveryWorker-prod' },
      ],
      [
        'dev1',
        'deliveryWorker-dev1',
        { type: 'exact', name: '/aws/lambda/deliveryWorker-dev1' },
      ],
    ]);
  });
});
