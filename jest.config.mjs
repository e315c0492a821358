/**
 * One jest for all: pure rules (*.spec.ts) need nothing; the others (*.int-spec.ts and test/) use the private
 * MariaDB and NATS that deploy/local/test.mjs starts and names in DATABASE_URL and NATS_URL.
 */
const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        keepClassNames: true,
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    },
  ],
};

export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform,
  moduleNameMapper: {
    '^#lib/(.*)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
  // Ends what hangs. How long something takes is no test: a busy machine is no fault.
  testTimeout: 300_000,
  maxWorkers: 2,
};
