import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { systemCode } from "./fault.js";

const largestPid = 2 ** 31 - 1;

/** The process that holds a lock. */
export interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When it started, where the system tells (Linux): process numbers are used again. */
  readonly born: string;
  /** Tells this lock from any other, also of the same process. */
  readonly token: string;
}

/** The tokens of the locks that this process holds. */
export const held = new Set<string>();

/** This process, about to hold one more lock. */
export const newHolder = async (): Promise<Holder> => ({
  host: hostname(),
  pid: process.pid,
  born: (await bornOf(process.pid)) ?? "",
  token: globalThis.crypto.randomUUID(),
});

/** A holder as its lock file says it, in a line. */
export const describeHolder = ({ host, pid, born, token }: Holder): string =>
  `katze: process ${pid} on ${host} (${born}) ${token}\n`;

const description = /^katze: process (?<pid>[1-9]\d{0,9}) on (?<host>.+) \((?<born>[\w -]*)\) (?<token>[\w-]{36})\n$/u;

/** Reads what `describeHolder` gives; undefined for anything else. */
export function parseHolder(text: string): Holder | undefined {
  const { pid, host, born, token } = description.exec(text)?.groups ?? {};
  if (pid === undefined || host === undefined || born === undefined || token === undefined) return undefined;
  return { host, pid: Number(pid), born, token };
}

/** Whether a holder may be at work still; of other machines nobody here can tell. */
export async function mayBeAlive({ host, pid, born, token }: Holder): Promise<boolean> {
  if (host !== hostname()) return true;
  if (pid === process.pid) return held.has(token);
  return (await isRunning(pid)) && (born === "" || born === (await bornOf(pid)));
}

/** Whether there is a process of that number on this machine that has not ended. */
export async function isRunning(pid: number): Promise<boolean> {
  if (pid > largestPid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) === "ESRCH") return false;
    if (systemCode(error) !== "EPERM") throw error; // EPERM: there is one, of another user
  }
  return (await stateOf(pid))?.[0] !== "Z"; // ended, and its parent has not asked how
}

/** The machine's start and the process's, counted from there; undefined where the system does not tell. */
async function bornOf(pid: number): Promise<string | undefined> {
  const start = (await stateOf(pid))?.[19];
  const boot = await procFile("sys/kernel/random/boot_id");
  return start === undefined || boot === undefined ? undefined : `${boot.trim()} ${start}`;
}

/** The fields of /proc/PID/stat after the process's name, which may have anything in it. */
async function stateOf(pid: number): Promise<readonly string[] | undefined> {
  const stat = await procFile(`${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
}

async function procFile(name: string): Promise<string | undefined> {
  try {
    return await readFile(`/proc/${name}`, "utf8");
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
}
