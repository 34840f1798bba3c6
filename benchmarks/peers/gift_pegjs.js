// Parses a GIFT file several times and prints, for each round, how many questions it held and what it took in seconds.
"use strict";

const fs = require("fs");
const { parse } = require("gift-pegjs");

const text = fs.readFileSync(process.argv[2], "utf8");
for (let round = 0; round < Number(process.argv[3]); round++) {
  const before = process.cpuUsage();
  const begun = performance.now();
  const questions = parse(text);
  const wall = (performance.now() - begun) / 1e3;
  const used = process.cpuUsage(before);
  console.log(questions.length, Math.min(wall, (used.user + used.system) / 1e6));
}
