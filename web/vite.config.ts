import { defineConfig } from 'vitest/config';

/** Only the tests read this file; the bundles are described in build.mjs. */
export default defineConfig({
  test: {
    environment: 'happy-dom',
    include: ['*.test.mjs', 'kit/**/*.test.ts', 'parts/**/*.test.ts', 'elements/**/*.test.ts'],
  },
});
