import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// The server that "npm run dev" speaks to; the built page speaks to whoever serves it.
const server = 'http://localhost:8000';

export default defineConfig({
  resolve: {
    // The client is taken as it is written, so that the dashboard is never built with an older one.
    alias: { 'crowdmind-client/stream': fileURLToPath(new URL('../../src/crowdmind-client/src/stream.ts', import.meta.url)) },
    dedupe: ['@microsoft/signalr'],
  },
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
