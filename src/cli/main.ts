#!/usr/bin/env node
process.stdout.write("nngen: the command line is not built yet\n");
