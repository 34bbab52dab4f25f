/** Before tests that run the program: builds it, where its sources are newer than what stands in dist. */
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The time of the file's last change, or of that of the folder's newest one; 0 where there is none. */
function changed(path: string, except?: string): number {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (stat === undefined || path === except) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(join(root, path)).map((name) => changed(join(path, name), except)));
}

export default function build(): void {
  const kernel = join("src", "engine", "wasm", "kernel");
  const binaries = ["binary.ts", "binary-shared.ts", "binary-relaxed.ts", "binary-relaxed-shared.ts"].map((name) =>
    changed(join("src", "engine", "wasm", name)),
  );
  const isKernelOld = Math.min(...binaries) < changed(kernel);
  if (!isKernelOld && changed(join("dist", "index.js")) >= changed("src", kernel)) return;
  const command = isKernelOld ? "npm run build" : "npx tsc -p tsconfig.build.json";
  execFileSync(command, { cwd: root, shell: true, stdio: ["ignore", "ignore", "inherit"] });
}
