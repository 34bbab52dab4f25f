/** The programs that the build needs, looked for before anything is downloaded. */
import { run, SetupError, succeeds, type Where } from "./command.js";

export interface Tools {
  /** The Python that has pip. */
  readonly python: string;
  /** Runs npm, the one that runs this script, in a folder. */
  readonly npm: (args: readonly string[], cwd: string) => Promise<void>;
  /** Runs the node-gyp that npm brings along. */
  readonly nodeGyp: (args: readonly string[], where: Where) => Promise<void>;
}

/** @throws SetupError that names the first tool that is missing, and how to get it */
export async function findTools(): Promise<Tools> {
  const { npm_execpath: npm, npm_config_node_gyp: nodeGyp, CXX: compiler = "g++" } = process.env;
  if (npm === undefined || nodeGyp === undefined) {
    throw new SetupError("npm and its node-gyp are missing: start this script with npm run tensorflow");
  }
  const python = await findPython();
  if (!(await succeeds(compiler, ["--version"]))) throw missing(`a C++ compiler (${compiler})`, "g++", "gcc-c++");
  if (!(await succeeds("make", ["--version"]))) throw missing("make", "make", "make");
  return {
    python,
    npm: (args, cwd) => run("npm", process.execPath, [npm, ...args], { cwd }),
    nodeGyp: (args, where) => run("compiling the addon", process.execPath, [nodeGyp, ...args], where),
  };
}

async function findPython(): Promise<string> {
  for (const python of ["python3", "python"]) {
    if (!(await succeeds(python, ["--version"]))) continue;
    if (await succeeds(python, ["-m", "pip", "--version"])) return python;
    throw missing(`pip (${python} -m pip)`, "python3-pip", "python3-pip");
  }
  throw missing("Python 3", "python3-pip", "python3-pip");
}

const missing = (what: string, debian: string, fedora: string) =>
  new SetupError(
    `${what} is missing: install it (apt-get install ${debian}, or dnf install ${fedora}), then npm run tensorflow again`,
  );
