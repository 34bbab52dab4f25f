import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { catModel, cats, environment, program } from "../cli/katze.js";

const linux = process.platform === "linux";

/** An h so large that the model and its checkpoints need more than the disks here have. */
const large = ["--hidden", "256", "--epochs", "3", "--json"];

let old = "";
let checksum = "";
beforeAll(async () => {
  old = await catModel();
  checksum = spawnSync("sha256sum", [old], { encoding: "utf8" }).stdout.slice(0, 64);
});

const works = (command: string, ...args: readonly string[]): boolean =>
  linux && spawnSync(command, args, { stdio: "ignore" }).status === 0;
const ownDisk = ["unshare", "--user", "--map-root-user", "--mount"];
const mayMount = works("unshare", ...ownDisk.slice(1), "mount", "-t", "tmpfs", "none", tmpdir());

/**
 * Trains into a folder with an old model in it, under a shell's command that sets the limits; gives what standard error
 * says, whether training started, and what is in the folder then.
 */
function trainUnder(shell: readonly string[], setup: string, wrapper = "") {
  const folder = mkdtempSync(join(tmpdir(), "katze-disk-"));
  const [command = "bash", ...options] = [...shell, "bash"];
  const script = `cd "$1"; ${setup}; cp "$2" words.safetensors
    (shift 2; ${wrapper} "$@") >/dev/null; code=$?
    ls -A; sha256sum <words.safetensors | cut -c1-64; exit $code`;
  const train = [process.execPath, program, "train", cats, "--model", join(folder, "words.safetensors"), ...large];
  const ran = spawnSync(command, [...options, "-c", script, "bash", folder, old, ...train], {
    encoding: "utf8",
    env: { ...environment(), UV_THREADPOOL_SIZE: "1" },
  });
  rmSync(folder, { recursive: true, force: true });
  return { code: ran.status, left: ran.stdout.split("\n").filter(Boolean), told: ran.stderr };
}

/** The old model is as it was, alone in its folder. */
const untouched = () => ({ code: 5, left: ["words.safetensors", checksum] });

describe("K2: a training that cannot write leaves the old model alone, and says so:", () => {
  it.skipIf(!linux)("a limit for the size of files", () => {
    const outcome = trainUnder([], "ulimit -f 200");
    expect(outcome).toMatchObject(untouched());
    expect(outcome.told).toMatch(/katze: cannot write .*: the file would grow beyond the size limit \(EFBIG\); raise/u);
  });

  it.skipIf(!mayMount)("a full disk (where this user may mount one)", () => {
    const outcome = trainUnder(ownDisk, 'mount -t tmpfs -o size=300k none "$1" && cd "$1"');
    expect(outcome).toMatchObject(untouched());
    expect(outcome.told).toMatch(/katze: cannot write .*: the disk is full \(ENOSPC\); free some space/u);
  });

  it.skipIf(!works("strace", "-o", "/dev/null", "true")).each([
    ["write", "pwrite64", 4],
    ["sync", "fsync", 4],
    ["rename", "rename", 1],
  ])("an error of the disk, at a %s (needs strace)", (_, call, nth) => {
    const inject = `strace -f -qq -o /dev/null -e trace=${call} -e inject=${call}:error=EIO:when=${nth}`;
    const outcome = trainUnder([], ":", inject);
    expect(outcome).toMatchObject(untouched());
    expect(outcome.told).toMatch(/katze: cannot write .*: the disk reports an error \(EIO\)/u);
    expect(outcome.told).toContain("training rnn");
  });

  it.skipIf(!linux)("a folder that cannot be written, before it starts", () => {
    const folder = mkdtempSync(join(tmpdir(), "katze-disk-"));
    const closed = join(folder, "closed");
    mkdirSync(closed);
    copyFileSync(old, join(closed, "words.safetensors"));
    chmodSync(closed, 0o555);
    chmodSync(folder, 0o755);
    // Permissions bind root once it has given up the right to pass them by.
    const asOthers =
      process.geteuid?.() === 0 ? ["setpriv", "--inh-caps=-dac_override", "--bounding-set=-dac_override"] : [];
    const [command = "", ...rest] = [...asOthers, process.execPath, program, "train", cats];
    const train = [...rest, "--model", join(closed, "words.safetensors"), ...large];
    const { status, stdout, stderr } = spawnSync(command, train, { encoding: "utf8", env: environment() });
    expect({ status, stdout }).toEqual({ status: 5, stdout: "" });
    expect(stderr).toMatch(/^katze: cannot write .*: permission is denied \(EACCES\); change the permissions.*\n$/u);
    expect(spawnSync("ls", ["-A", closed], { encoding: "utf8" }).stdout).toBe("words.safetensors\n");
    chmodSync(closed, 0o755);
    rmSync(folder, { recursive: true });
  });
});
