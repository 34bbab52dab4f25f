#!/usr/bin/env node
import { runCommand } from "./run.js";

// Plain words, given or on standard input, need no parser, and the answer comes in half the time without it.
const [command, ...words] = process.argv.slice(2);
const isPlain = command === "predict" && words.every((word) => !word.startsWith("-"));

await runCommand(async () => {
  if (isPlain) {
    const { predict } = await import("./predict.js");
    await predict({ words });
  } else {
    const { parse } = await import("./parse.js");
    await parse(process.argv.slice(2));
  }
});
