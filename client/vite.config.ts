import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The server may live below any root path, so every URL in the page is relative.
  base: './',
  build: {
    target: 'es2022',
    // Everything is a file of its own: a data: font would need a wider security policy.
    assetsInlineLimit: 0,
    // The preload helper is an inline script, which the security policy forbids.
    modulePreload: { polyfill: false },
  },
  server: {
    // `npm run fake-server` or a real server answers here during development.
    proxy: { '/api': process.env['VISIOMATIC_SERVER'] ?? 'http://127.0.0.1:8080' },
  },
  test: {
    include: ['test/unit/**/*.test.ts'],
    environment: 'node',
  },
});
