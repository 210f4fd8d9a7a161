import { defineConfig } from 'vite';

export default defineConfig({
  // Relative, so that the page works wherever a server puts it.
  base: './',
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Monaco alone is several megabytes. It is loaded once, from the same host.
    chunkSizeWarningLimit: 8_000,
    rolldownOptions: {
      // Hundreds of `use client` in libraries, which mean nothing in a page that has no server side.
      onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
    },
  },
  // For `npm run dev` beside a running Canonry.
  server: { proxy: { '/graphql': process.env.CANONRY_URL ?? 'http://localhost:8080' } },
});
