import { defineConfig } from 'vitest/config';
import { plainCount } from './vitest.count.js';

export default defineConfig({
  test: {
    reporters: ['default', plainCount],
    include: ['test/**/*.test.ts'],
    exclude: ['test/packed/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
