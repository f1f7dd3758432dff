// Gemini CLI reads its system's settings only where they, and every directory above them, belong to root; else it says so
// and goes on without them. Here they belong to a user nobody runs as (images/scc-base/setup), so that not even a root
// without capabilities can write them. Of these paths, and of no other, it is told that they are root's; their modes it
// sees as they are.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const governed = new Set(["/", "/etc", "/etc/gemini-cli"]);
const settings = /^\/etc\/gemini-cli\/[a-z-]+\.json$/;
const stat = fs.statSync;

fs.statSync = (path, ...options) => {
  const stats = stat(path, ...options);
  if (stats && (governed.has(path) || settings.test(path))) stats.uid = typeof stats.uid === "bigint" ? 0n : 0;
  return stats;
};
syncBuiltinESMExports();
