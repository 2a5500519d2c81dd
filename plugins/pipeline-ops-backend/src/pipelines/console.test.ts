import {
  alarmUrl,
  dashboardUrl,
  logGroupUrl,
  logsInsightsUrl,
  metricsUrl,
  resourceUrl,
} from './console';

const at = (region: string) => ({
  id: 'main',
  accountId: '111111111111',
  region,
});

describe('links to the AWS console', () => {
  it.each([
    [
      'eu-central-1',
      'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#alarmsV2:alarm/orders%2Ferrors',
    ],
    [
      'us-gov-west-1',
      'https://console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1#alarmsV2:alarm/orders%2Ferrors',
    ],
    [
      'cn-north-1',
      'https://console.amazonaws.cn/cloudwatch/home?region=cn-north-1#alarmsV2:alarm/orders%2Ferrors',
    ],
  ])('go to the host of the region: %s', (region, url) => {
    expect(alarmUrl(at(region), 'orders/errors')).toBe(url);
  });

  it('encode log groups as the console does', () => {
    expect(logGroupUrl(at('eu-central-1'), '/aws/lambda/orders')).toBe(
      'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Forders',
    );
  });

  it('open metrics as a graph', () => {
    expect(
      metricsUrl(
        at('eu-central-1'),
        [
          {
            namespace: 'AWS/Lambda',
            metricName: 'Errors',
            dimensions: { FunctionName: 'orders' },
            stat: 'Sum',
          },
        ],
        300,
      ),
    ).toBe(
      "https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#metricsV2:graph=~(metrics~(~(~'AWS*2fLambda~'Errors~'FunctionName~'orders~(stat~'Sum)))~period~300~region~'eu-central-1~view~'timeSeries~stacked~false)",
    );
  });

  it.each([
    ['eu-central-1', 'https://eu-central-1.console.aws.amazon.com'],
    ['us-gov-west-1', 'https://console.amazonaws-us-gov.com'],
    ['cn-north-1', 'https://console.amazonaws.cn'],
  ])('open a log query ready to run: %s', (region, host) => {
    const request = {
      query: "filter a = 'é'\n| limit 20",
      logGroups: ['/aws/lambda/orders', '/ecs/x'],
    };
    const page = `${host}/cloudwatch/home?region=${region}#logs-insights:queryDetail=`;
    const query =
      "editorString~'filter*20a*20*3d*20*27*e9*27*0a*7c*20limit*2020";
    const groups = "source~(~'*2faws*2flambda*2forders~'*2fecs*2fx)";
    expect(logsInsightsUrl(at(region), request)).toBe(
      `${page}~(end~0~start~-3600~timeType~'RELATIVE~tz~'UTC~unit~'seconds~${query}~${groups})`,
    );
    const range = { from: 1_795_230_000, to: 1_795_233_600 };
    expect(logsInsightsUrl(at(region), { ...request, range })).toBe(
      `${page}~(end~'2026-11-21T04*3a00*3a00.000Z~start~'2026-11-21T03*3a00*3a00.000Z~timeType~'ABSOLUTE~tz~'UTC~${query}~${groups})`,
    );
  });

  it('open resources by kind', () => {
    const source = at('cn-north-1');
    expect(resourceUrl(source, 'states', 'orders')).toBe(
      'https://console.amazonaws.cn/states/home?region=cn-north-1#/statemachines/view/arn%3Aaws-cn%3Astates%3Acn-north-1%3A111111111111%3AstateMachine%3Aorders',
    );
    expect(resourceUrl(source, 'ecs', 'cluster/service')).toBe(
      'https://console.amazonaws.cn/ecs/v2/clusters/cluster/services/service?region=cn-north-1',
    );
    expect(resourceUrl(source, 'custom', 'anything')).toBeUndefined();
  });

  it('sign in on the way where the operator set that up', () => {
    const signIn = {
      startUrl: 'https://acme.awsapps.com/start',
      roleName: 'ReadOnly',
    };
    const source = { ...at('eu-central-1'), signIn };
    expect(alarmUrl(source, 'orders-errors')).toBe(
      'https://acme.awsapps.com/start/#/console?account_id=111111111111&role_name=ReadOnly&destination=https%3A%2F%2Feu-central-1.console.aws.amazon.com%2Fcloudwatch%2Fhome%3Fregion%3Deu-central-1%23alarmsV2%3Aalarm%2Forders-errors',
    );
    expect(resourceUrl(source, 's3', 'orders')).toBe(
      'https://acme.awsapps.com/start/#/console?account_id=111111111111&role_name=ReadOnly&destination=https%3A%2F%2Feu-central-1.console.aws.amazon.com%2Fs3%2Fbuckets%2Forders%3Fregion%3Deu-central-1',
    );
  });

  it('cannot be led elsewhere by a name', () => {
    for (const name of ["'><script>", '../../evil', '#x?y=z&', '%0d%0a']) {
      for (const url of [
        alarmUrl(at('eu-central-1'), name),
        logGroupUrl(at('eu-central-1'), name),
        dashboardUrl(at('eu-central-1'), name),
        resourceUrl(at('eu-central-1'), 'lambda', name) ?? '',
        logsInsightsUrl(at('eu-central-1'), { query: name, logGroups: [name] }),
      ]) {
        const parsed = new URL(url);
        expect(parsed.host).toBe('eu-central-1.console.aws.amazon.com');
        expect(parsed.search).toBe('?region=eu-central-1');
        expect(parsed.hash).not.toMatch(/[<>"\s]/);
      }
    }
  });
});
