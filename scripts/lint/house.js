const createConfig = require('@backstage/cli/config/eslint-factory');

/** Which of our own packages a package may import; everything else of ours is an arrow that points the wrong way. */
const MAY_IMPORT = {
  'operations-document': [],
  'aws-sandbox': [],
  'pipeline-ops-common': [],
  'pipeline-ops-node': ['operations-document', 'plugin-pipeline-ops-common'],
  'pipeline-ops-backend': [
    'operations-document',
    'plugin-pipeline-ops-common',
    'plugin-pipeline-ops-node',
  ],
  'pipeline-ops': ['plugin-pipeline-ops-common'],
  'search-backend-module-pipeline-ops': [
    'plugin-pipeline-ops-common',
    'plugin-pipeline-ops-node',
  ],
  app: ['plugin-pipeline-ops'],
  bench: [
    'aws-sandbox',
    'operations-document',
    'plugin-pipeline-ops',
    'plugin-pipeline-ops-backend',
    'plugin-pipeline-ops-common',
  ],
  backend: [
    'plugin-pipeline-ops-backend',
    'plugin-search-backend-module-pipeline-ops',
  ],
};

const AWS_SDK = {
  group: ['@aws-sdk/*', '@smithy/*'],
  message:
    'The AWS SDK is imported only in pipeline-ops-backend/src/telemetry/cloudwatch, in the sandbox and in the bench. Use TelemetrySource.',
};

const BACKSTAGE = {
  group: ['@backstage/*', '@backstage/*/**'],
  message: 'operations-document knows nothing of Backstage.',
};

const ROUTER = {
  group: ['**/router', '**/router/**'],
  message: 'Arrows point from the router to the services, never back.',
};

/**
 * The lint configuration of one of our packages: Backstage's own for its role, and the house's arrows.
 *
 * @param {string} dir the package's folder
 */
module.exports = function house(dir) {
  const name = require('node:path').basename(dir);
  const allowed = MAY_IMPORT[name];
  if (!allowed) {
    throw new Error(`Add ${name} to MAY_IMPORT in scripts/lint/house.js`);
  }
  const arrows = {
    group: [
      '@pipeline-ops/*',
      '@pipeline-ops/*/**',
      ...allowed.flatMap(x => [
        `!@pipeline-ops/${x}`,
        `!@pipeline-ops/${x}/**`,
      ]),
    ],
    message: `${name} may import only ${allowed.join(', ') || 'none'} of our packages.`,
  };
  const rule = patterns => ['error', { patterns }];
  const always = [
    arrows,
    ...(name === 'operations-document' ? [BACKSTAGE] : []),
  ];
  const arrowRule = '@typescript-eslint/no-restricted-imports';
  return createConfig(dir, {
    rules: {
      [arrowRule]: rule(
        ['aws-sandbox', 'bench'].includes(name) ? always : [...always, AWS_SDK],
      ),
    },
    overrides:
      name === 'pipeline-ops-backend'
        ? [
            {
              files: ['src/*/**/*.ts'],
              excludedFiles: ['src/router/**'],
              rules: { [arrowRule]: rule([...always, AWS_SDK, ROUTER]) },
            },
            {
              files: ['src/telemetry/cloudwatch/**/*.ts'],
              rules: { [arrowRule]: rule([...always, ROUTER]) },
            },
            // Tests run against the sandbox and speak to it as the SDK does.
            {
              files: [
                '**/*.test.ts',
                'src/**/__fixtures__/**/*.ts',
                'src/**/__testUtils__/**/*.ts',
              ],
              rules: { [arrowRule]: 'off' },
            },
          ]
        : [],
  });
};
