/** Which peers can be had. */
import { ask } from "./ask.js";
import { install } from "./installation.js";
import { isInstallable, type Peer, taskOf } from "./peer.js";
import { Failure } from "./program.js";

export interface Presence<One extends Peer> {
  readonly here: readonly One[];
  /** By the peer's name. */
  readonly versions: ReadonlyMap<string, string>;
  /** Why each of the others is not here, by its name. */
  readonly missing: ReadonlyMap<string, string>;
}

/**
 * Installs peers and asks each for its version.
 *
 * @param flagsOf what the program is called with besides the task
 */
export async function findPeers<One extends Peer>(
  peers: readonly One[],
  flagsOf: (peer: One) => readonly string[],
  { skipInstall }: { readonly skipInstall: boolean },
  tell: (line: string) => void,
): Promise<Presence<One>> {
  const here: One[] = [];
  const versions = new Map<string, string>();
  const missing = new Map<string, string>();
  const tried = new Set<string>();
  for (const peer of peers) {
    try {
      const { folder } = peer;
      if (folder !== undefined && isInstallable(peer) && !skipInstall && !tried.has(folder)) {
        tell(`installing ${peer.name}`);
        tried.add(folder);
        await install(folder);
      }
      const { answer } = await ask(taskOf(peer, "version", ...flagsOf(peer)));
      versions.set(peer.name, String(answer.version));
      here.push(peer);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      missing.set(peer.name, `missing, ${error.message}`);
      tell(`${peer.name} is missing: ${error.message}`);
    }
  }
  return { here, versions, missing };
}
