import { defineConfig } from 'vitest/config';
import { plainCount } from './vitest.count.js';

export default defineConfig({
  test: { reporters: ['default', plainCount], include: ['test/packed/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
});
