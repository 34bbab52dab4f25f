import { hostname } from "node:os";
import { FileError } from "../errors.js";
import { quote } from "../quote.js";
import { fileFault, longestPath, systemCode } from "./fault.js";
import { type FileSystem, nodeFileSystem } from "./file-system.js";
import { describeHolder, type Holder, held, mayBeAlive, newHolder, parseHolder } from "./holder.js";
import { discard, writeTemporary, writeWhole } from "./temporary.js";

export interface Lock {
  /** Lets others have it. A lock file that cannot be removed is no fault: once this process is gone it counts no more. */
  release(): Promise<void>;
}

/**
 * Holds a lock file until it is released; of all processes that ask, one gets it. A lock whose process is gone is taken
 * over.
 * @throws FileError where another holds it, or it cannot be written
 */
export async function lock(path: string, fs: FileSystem = nodeFileSystem): Promise<Lock> {
  const holder = await newHolder();
  held.add(holder.token);
  try {
    await acquire(path, holder, fs);
  } catch (error) {
    held.delete(holder.token);
    throw fileFault("lock", path, error);
  }
  return {
    release: async () => {
      try {
        await release(path, holder, fs);
      } catch (error) {
        if (systemCode(error) === undefined) throw error;
      } finally {
        held.delete(holder.token);
      }
    },
  };
}

async function acquire(path: string, holder: Holder, fs: FileSystem): Promise<void> {
  while (!(await create(path, holder, fs))) {
    const before = await holderOf(path, fs);
    if (before === undefined) continue; // released meanwhile
    if (before.token === holder.token) return; // made, though the system said that it failed
    if (await mayBeAlive(before)) throw refusal(path, before);
    // Only who holds the lock's successor may replace it, and only while it is what was found dead.
    const next = `${path}.next`;
    await acquire(next, holder, fs);
    try {
      if ((await holderOf(path, fs))?.token === before.token) return await fs.rename(next, path);
    } finally {
      await release(next, holder, fs);
    }
  }
}

/** Makes the lock file, whole from the first moment, where there is none; otherwise gives false. */
async function create(path: string, holder: Holder, fs: FileSystem): Promise<boolean> {
  const bytes = new TextEncoder().encode(describeHolder(holder));
  const temporary = await writeTemporary({ path, mode: undefined }, bytes, fs);
  try {
    await fs.link(temporary, path);
  } catch (error) {
    const fault = await discard(temporary, error, fs);
    if (systemCode(fault) === "EEXIST") return false;
    if (systemCode(fault) === undefined) throw fault;
    return createWithoutLinks(path, bytes, fs);
  }
  await fs.unlink(temporary);
  return true;
}

/** The same where the file system knows no links, such as a memory card's: not whole from the first moment. */
async function createWithoutLinks(path: string, bytes: Uint8Array, fs: FileSystem): Promise<boolean> {
  let file: Awaited<ReturnType<FileSystem["open"]>>;
  try {
    file = await fs.open(path, "wx");
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
  try {
    await writeWhole(file, bytes);
  } catch (error) {
    throw await discard(path, error, fs);
  } finally {
    await file.close();
  }
  return true;
}

/** Who holds a lock; undefined where it is gone. */
async function holderOf(path: string, fs: FileSystem): Promise<Holder | undefined> {
  const bytes = await fs.readFile(path).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const holder = parseHolder(new TextDecoder().decode(bytes));
  if (holder !== undefined) return holder;
  throw new FileError(`${quote(path, longestPath)} is no lock that katze wrote; remove it, or choose another file`);
}

async function release(path: string, { token }: Holder, fs: FileSystem): Promise<void> {
  if ((await holderOf(path, fs))?.token === token) await fs.unlink(path);
}

function refusal(path: string, { host, pid }: Holder): FileError {
  const isHere = host === hostname();
  const who = `process ${pid}${isHere ? "" : ` on ${quote(host)}`} works on it`;
  const remedy = isHere ? "" : "; if that process is gone, remove the lock";
  return new FileError(`${quote(path, longestPath)}: ${who}; wait until it is done, or choose another file${remedy}`);
}
