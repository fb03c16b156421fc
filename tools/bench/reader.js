/** Reads a file to its end and judges nothing. usage: node tools/bench/reader.js FILE */
const fs = require("node:fs");
const { read } = require("../../dist/src/read/read.js");

function* chunks(file) {
  const input = fs.openSync(file);
  const buffer = Buffer.allocUnsafe(64 * 1024);
  for (let size = fs.readSync(input, buffer); size > 0; size = fs.readSync(input, buffer))
    yield buffer.subarray(0, size);
  fs.closeSync(input);
}

const reading = read({ name: process.argv[2], chunks: chunks(process.argv[2]) });
for (const _ of reading.resources);
console.log(reading.input());
