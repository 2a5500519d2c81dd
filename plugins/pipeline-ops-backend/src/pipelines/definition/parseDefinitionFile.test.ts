import { DefinitionFileParser } from './parseDefinitionFile';

const parser = DefinitionFileParser.create({
  kinds: ['lambda', 'states', 'rds', 'kinesis'],
});
const problemsIn = (text: string) =>
  parser
    .parse(text, 'pipeline-ops.yaml')
    .problems.map(problem => problem.message);

describe('a definition file', () => {
  it('describes a pipeline with its environments, resources and stages', () => {
    const { definition, problems } = parser.parse(
      `
title: Orders
timeZone: Europe/Berlin
documents: [docs/operations.md]
environments:
  dev1: { source: nonprod, variables: { bucket: orders.dev1.example } }
  prod: { sources: [prod-east, prod-west] }
resources:
  lambda:
    - orders-load
    - name: orders-worker-\${env}
      timeout: 30s
      thresholds:
        Errors: '> 0'
        Duration: { when: '> 75% of timeout', action: Raise the timeout, severity: warning }
  custom:
    - name: Ingestion
      namespace: Orders/Pipeline
      dimensions: { Stage: ingestion }
      metrics: [SuccessCount, { name: Latency, stat: p99, unit: Milliseconds, role: latency }]
stages:
  - { id: ingestion, resources: ['custom:Ingestion'], success: { metric: SuccessCount } }
alarms: [orders-*, 'Orders nightly']
logGroups: [/aws/lambda/orders-]
runbooks: { orders-errors: Restart the load }
thresholds: { lambda: { Throttles: '> 5 in 5m' } }
`,
      'pipeline-ops.yaml',
    );
    expect(problems).toEqual([]);
    expect(definition).toMatchObject({
      title: 'Orders',
      environments: { prod: { sources: ['prod-east', 'prod-west'] } },
      alarms: ['orders-*', 'Orders nightly'],
    });
  });

  it.each([
    [
      'a misspelled key',
      'title: Orders\nresorces:\n  lambda: [a]\n',
      'pipeline-ops.yaml line 2: resorces: "resorces" is not known here. Did you mean "resources"?',
    ],
    [
      'an unknown kind of resource',
      'resources:\n  lambda: [a]\n  lamda: [b]\n',
      'pipeline-ops.yaml line 3: resources.lamda: "lamda" is not known here. Did you mean "lambda"?',
    ],
    [
      'a kind by another of its names',
      'resources:\n  step-functions: [b]\n',
      'pipeline-ops.yaml line 2: resources.step-functions: "step-functions" is not known here. Did you mean "states"?',
    ],
    [
      'a key of a resource that is misspelled',
      'resources:\n  lambda:\n    - load\n    - name: worker\n      timout: 30s\n',
      'pipeline-ops.yaml line 5: resources.lambda[2].timout: "timout" is not known here. Did you mean "timeout"?',
    ],
    [
      'a list that is a text',
      'alarms: orders-*\n',
      'pipeline-ops.yaml line 1: alarms: expected array, received string',
    ],
    [
      'a time zone that does not exist',
      'timeZone: Berlin\n',
      'pipeline-ops.yaml line 1: timeZone: expected an IANA time zone such as Europe/Berlin',
    ],
    [
      'a document outside the repository',
      'documents:\n  - docs/a.md\n  - /etc/passwd\n',
      'pipeline-ops.yaml line 3: documents[2]: expected a path to a .md file, relative to the catalog-info.yaml of the entity',
    ],
    [
      'a pattern where a name is wanted',
      'resources:\n  lambda: ["*"]\n',
      'pipeline-ops.yaml line 2: resources.lambda[1]: expected a name of letters, digits, spaces, punctuation and ${variables}, without wildcards, quotes or backslashes',
    ],
    [
      'an environment with two answers to one question',
      'environments:\n  prod:\n    source: a\n    sources: [b]\n',
      'pipeline-ops.yaml line 2: environments.prod: expected either source or sources, not both',
    ],
    [
      'a threshold for a kind that does not exist',
      'thresholds:\n  kinesys: { Errors: "> 0" }\n',
      'pipeline-ops.yaml line 2: thresholds.kinesys: "kinesys" is not known here. Did you mean "kinesis"?',
    ],
    [
      'a variable that could act as a command',
      'environments:\n  prod:\n    variables:\n      bucket: "$(rm -rf .)"\n',
      'pipeline-ops.yaml line 4: environments.prod.variables.bucket: expected a value of letters, digits, spaces and the signs . _ : / @ -',
    ],
  ])('names line and fix of %s', (_, text, message) => {
    expect(problemsIn(text)).toEqual([message]);
  });

  it('names the line of a syntax error', () => {
    const [message] = problemsIn('title: Orders\nresources:\n  lambda: [a\n');
    expect(message).toMatch(
      /^pipeline-ops\.yaml line [34]: this is not valid YAML: /,
    );
  });

  it('tells all mistakes at once', () => {
    expect(problemsIn('titel: a\nalarms: 3\nstages: {}\n')).toHaveLength(3);
  });

  it('does not expand aliases without end', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
      .split('')
      .map(
        (key, index) =>
          `${key}: &${key} [${`*${'abcdefghi'[index]}, `.repeat(9)}]`,
      )
      .join('\n')}\n`;
    expect(problemsIn(bomb)).toEqual([
      'pipeline-ops.yaml: aliases (*name) in it refer to nothing or multiply beyond 50. Write the values out',
    ]);
  });

  it('refuses an empty file and several documents in one', () => {
    expect(problemsIn('')[0]).toContain('the file is empty');
    expect(problemsIn('title: a\n---\ntitle: b\n')[0]).toContain(
      'several YAML documents',
    );
  });

  it('knows the line of every value', () => {
    const { lineOf } = parser.parse(
      'title: Orders\nenvironments:\n  prod:\n    source: main\n',
      'pipeline-ops.yaml',
    );
    expect(lineOf(['environments', 'prod', 'source'])).toBe(4);
    expect(lineOf(['environments', 'prod', 'missing'])).toBe(3);
  });
});
