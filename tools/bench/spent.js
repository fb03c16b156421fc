/** Preloaded by the benchmark: a process says at its end, on file descriptor 3, its peak memory and the time of all cores. */
const { writeSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

if (isMainThread)
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeSync(3, JSON.stringify({ peak: maxRSS / 1024, spent: (userCPUTime + systemCPUTime) / 1e6 }));
  });
