import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/seed.ts"],
    // What is tested is what ships: the compiled files, loaded by Node itself, so that each module exists once.
    server: { deps: { external: [/\/dist\//] } },
    testTimeout: 60_000,
    hookTimeout: 600_000,
    reporters: ["default", ["json", { outputFile: ".cache/test-results.json" }]],
    coverage: { include: ["dist/src/**", "dist/policies/**", "dist/rules/**"] },
  },
});
