import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const name = "katze:worker";

/**
 * The address of the page's worker, as `import address from "katze:worker"`. Vite would bundle a worker apart; as a chunk of
 * the same build it shares what both threads need, and its packages stand in the list of licences.
 */
export const secondThread = (): Plugin => ({
  name: "katze-second-thread",
  resolveId: (id) => (id === name ? `\0${name}` : null),
  load(id) {
    if (id !== `\0${name}`) return null;
    const worker = fileURLToPath(new URL("../../src/page/worker.ts", import.meta.url));
    const reference = this.emitFile({ type: "chunk", id: worker, name: "worker" });
    return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
  },
});
