#!/usr/bin/env node
import { run } from "./run.ts";
import { processTerminal } from "./terminal.ts";

process.exitCode = await run(process.argv.slice(2), processTerminal());

// A timer or a server that net.ts has left behind must not keep the process; what was printed must be out.
for (const stream of [process.stdout, process.stderr]) await new Promise((done) => stream.write("", done));
process.exit();
