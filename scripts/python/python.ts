/** The Python of scripts and tests: KATZE_PYTHON, or that of `.venv` with what requirements.txt names. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const usual = ["../../.venv/bin/python", "../../.venv/Scripts/python.exe"];

/** Where it stands; undefined where there is none. */
export const pythonPath: string | undefined =
  process.env.KATZE_PYTHON ??
  usual.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path));

/** How to have one. */
export const toHavePython =
  "python3 -m venv .venv && .venv/bin/pip install -r scripts/python/requirements.txt, or name another in KATZE_PYTHON";
