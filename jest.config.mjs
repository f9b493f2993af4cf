/** Jest runs our TypeScript as native ES modules, so Node needs --experimental-vm-modules (`npm test` hands it over). */
const long = process.env.SPILLWAY_LONG === '1';

export default {
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
  // A limit on waiting, for machines that do other things too; no test asserts a time.
  testTimeout: 30_000,
  moduleNameMapper: { '\\.css$': '<rootDir>/tests/stub.cjs', '\\.svg$': '<rootDir>/tests/svg.cjs' },
  globalSetup: '<rootDir>/setup/before-tests.mjs',
  setupFiles: ['<rootDir>/tests/jsdom.cjs'],
  resolver: '<rootDir>/tests/resolver.cjs',
  testMatch: [long ? '<rootDir>/tests/**/*.long.spec.ts' : '<rootDir>/tests/**/*.spec.ts'],
  testPathIgnorePatterns: long ? [] : ['\\.long\\.spec\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/(lib|build|kernelspec|jupyterlab_spillway|\\.venv)/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022', experimental: { keepImportAttributes: true } },
        module: { type: 'es6' }
      }
    ]
  }
};
