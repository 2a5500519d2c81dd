// Threads start without Jest's transform. They get the one that the backend has in development.
jest.mock('node:worker_threads', () => {
  const threads = jest.requireActual('node:worker_threads');
  return {
    ...threads,
    Worker: class extends threads.Worker {
      constructor(file: string, options: object) {
        super(file, {
          ...options,
          execArgv: [
            '--require',
            require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          ],
        });
      }
    },
  };
});

export {};
