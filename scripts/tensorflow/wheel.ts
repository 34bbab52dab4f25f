/** TensorFlow's wheel on PyPI: a zip file with its shared libraries and C headers among much else. */
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, SetupError } from "./command.js";
import type { Tools } from "./tools.js";

export interface Wheel {
  readonly requirement: string;
  /** The platform's tag in the wheel's name. */
  readonly platform: string;
  readonly sha256: string;
}

/**
 * The newest TensorFlow when this was written; its C API has all that tfjs-node 4.22 calls. The build for arm64 is for
 * processors only and bears the plain name.
 */
const wheels: Readonly<Record<string, Wheel>> = {
  x64: {
    requirement: "tensorflow-cpu==2.21.0",
    platform: "manylinux_2_27_x86_64",
    sha256: "2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c",
  },
  arm64: {
    requirement: "tensorflow==2.21.0",
    platform: "manylinux_2_27_aarch64",
    sha256: "4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c",
  },
};

/** The headers that tfjs-node includes, and theirs. */
const headers = ["tensorflow/c/", "tensorflow/core/platform/ctstring", "tsl/platform/ctstring", "xla/tsl/c/"];
const wanted = ["libtensorflow_", ...headers.map((header) => `include/${header}`)].map((path) => `tensorflow/${path}`);

const unzip = `
import sys, zipfile
wheel, folder, *wanted = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(folder, [name for name in archive.namelist() if name.startswith(tuple(wanted))])
`;

/**
 * The wheel for a machine; `report` is Node's report on itself, which names glibc's version where it runs on glibc.
 *
 * @throws SetupError when there is none
 */
export function wheelFor(platform: NodeJS.Platform, arch: string, report: object): Wheel {
  const wheel = wheels[arch];
  const glibc = "header" in report && Object.hasOwn(Object(report.header), "glibcVersionRuntime");
  if (platform === "linux" && glibc && wheel !== undefined) return wheel;
  const here = platform === "linux" && !glibc ? `linux-${arch} without glibc` : `${platform}-${arch}`;
  throw new SetupError(
    `this works on Linux with glibc, x64 or arm64, and here is ${here}; npm install @tensorflow/tfjs-node may work`,
  );
}

/**
 * Downloads the wheel with pip, checks its hash and unpacks what the addon needs, all within `folder`. No Python needs to
 * fit the wheel, since nothing is installed.
 *
 * @returns the unpacked folder, with libtensorflow_*.so.2 and include/
 */
export async function fetchWheel(wheel: Wheel, { python }: Tools, folder: string): Promise<string> {
  const requirements = join(folder, "requirements.txt");
  await writeFile(requirements, `${wheel.requirement} --hash=sha256:${wheel.sha256}\n`);
  const fitting = ["--python-version", "3.11", "--platform", wheel.platform, "--only-binary", ":all:", "--no-deps"];
  const quiet = ["--disable-pip-version-check", "--no-cache-dir"];
  const download = ["-m", "pip", "download", ...quiet, ...fitting, "--dest", folder, "--requirement", requirements];
  await run("downloading TensorFlow", python, download, { env: { ...process.env, TMPDIR: folder } });
  const file = (await readdir(folder)).find((name) => name.endsWith(".whl"));
  if (file === undefined) throw new SetupError(`pip downloaded no wheel of ${wheel.requirement}; update pip`);
  await run("unpacking TensorFlow", python, ["-c", unzip, join(folder, file), folder, ...wanted]);
  return join(folder, "tensorflow");
}
