import { createReadStream, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

/** The CrowdMind server. Page and API are one origin to the browser, so a phone needs to reach this port alone. */
const proxy = { "/api": { target: process.env.CROWDMIND_URL ?? "http://localhost:8000", ws: true } };

export default defineConfig({
  base: "./",
  build: { outDir: "out", target: "es2022" },
  plugins: [runtimeFiles()],
  preview: { proxy },
  server: { proxy },
});

/** Serves LiteRT's WebAssembly from the page's own origin, under wasm/. */
function runtimeFiles(): Plugin {
  const folder = fileURLToPath(new URL("node_modules/@litertjs/core/wasm/", import.meta.url));
  const types: Record<string, string> = {};
  for (const build of ["litert_wasm_internal", "litert_wasm_compat_internal"]) {
    types[`${build}.js`] = "text/javascript";
    types[`${build}.wasm`] = "application/wasm";
  }

  return {
    name: "litert-runtime",
    configureServer(server) {
      server.middlewares.use("/wasm", (request, response, next) => {
        const file = (request.url ?? "").replace(/^\//, "").replace(/\?.*$/, "");
        const type = types[file];
        if (type === undefined) return next();
        response.setHeader("Content-Type", type);
        createReadStream(folder + file).pipe(response);
      });
    },
    generateBundle() {
      for (const file of Object.keys(types)) {
        this.emitFile({ type: "asset", fileName: `wasm/${file}`, source: readFileSync(folder + file) });
      }
    },
  };
}
