import { defineConfig } from 'vitest/config';

const LAB = '**/*.lab.test.ts';
const NEVER = ['**/node_modules/**', 'dist/**'];

export default defineConfig({
  test: {
    // The lab runs as root, and what root writes into node_modules would stay root's.
    cache: false,
    projects: [
      { test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...NEVER, LAB] } },
      {
        test: {
          name: 'lab',
          include: [LAB],
          exclude: NEVER,
          // Namespaces, bridges and ports are shared things: one file at a time.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
