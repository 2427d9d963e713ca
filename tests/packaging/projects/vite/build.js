import { build, createLogger } from "vite";

const [target, entry, folder] = process.argv.slice(2);

/** A program, a library, and a server's program with its dependencies. */
const TARGETS = {
  web: {
    build: { rollupOptions: { input: entry, output: { entryFileNames: "program.mjs" } } },
  },
  library: {
    build: { lib: { entry, formats: ["es"], fileName: () => "library.mjs" } },
  },
  server: {
    build: { ssr: entry, rollupOptions: { output: { entryFileNames: "server.mjs" } } },
    ssr: { noExternal: true },
  },
};

const customLogger = createLogger("warn");
const { build: options, ...config } = TARGETS[target];
await build({
  ...config,
  configFile: false,
  logLevel: "warn",
  customLogger,
  build: { ...options, outDir: folder, emptyOutDir: true },
});
if (customLogger.hasWarned) throw new Error("Vite has warned");
