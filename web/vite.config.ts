import { defineConfig } from 'vitest/config';

/** Only the tests read this file; the bundles are described in build.mjs. */
export default defineConfig({
  // The one for browsers, as in the bundles.
  resolve: { alias: { 'tus-js-client': 'tus-js-client/lib/browser/index.js' } },
  test: {
    environment: 'happy-dom',
    include: [
      '*.test.mjs',
      'kit/**/*.test.ts',
      'parts/**/*.test.ts',
      'elements/**/*.test.ts',
      'console/**/*.test.ts',
    ],
  },
});
