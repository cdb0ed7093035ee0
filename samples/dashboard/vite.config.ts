import { defineConfig } from 'vite';

// The server that "npm run dev" speaks to; the built page speaks to whoever serves it.
const server = 'http://localhost:8000';

export default defineConfig({
  base: './',
  build: {
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      '/api': { target: server, ws: true },
      '/hubs': { target: server, ws: true },
      '/dashboard.json': server,
      '/docs': server,
      '/openapi.json': server,
    },
  },
});
