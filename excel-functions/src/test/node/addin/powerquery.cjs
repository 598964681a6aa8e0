// Parses a Power Query text with Microsoft's parser and lists what it asks the service for: node powerquery.cjs FILE.pq OPENAPI.yaml
// Prints JSON: {asked: [[path, [names of the parameters]], ...] of its calls of Ask, contract: the other file}.
"use strict";
const fs = require("fs");
const yaml = require("yaml");
const { DefaultSettings, TaskUtils } = require("@microsoft/powerquery-parser");

function nodesOf(node, kind, found = []) {
  if (node && typeof node === "object") {
    if (node.kind === kind) {
      found.push(node);
    }
    Object.values(node).forEach((child) => nodesOf(child, kind, found));
  }
  return found;
}

async function main() {
  const text = fs.readFileSync(process.argv[2], "utf8");
  const task = await TaskUtils.tryLexParse(DefaultSettings, text);
  if (!TaskUtils.isParseStageOk(task)) {
    throw new Error(task.error ? task.error.message : "no Power Query text");
  }
  const calls = nodesOf(task.ast, "RecursivePrimaryExpression").filter(
    ({ head }) => head.identifier && head.identifier.literal === "Ask",
  );
  const asked = calls.map((call) => {
    const literals = nodesOf(call, "LiteralExpression").map((one) => one.literal);
    const records = nodesOf(call, "RecordExpression");
    const names = records.flatMap((record) => record.content.elements.map((pair) => pair.node.key.literal));
    return [JSON.parse(literals[0]), names];
  });
  console.log(JSON.stringify({ asked, contract: yaml.parse(fs.readFileSync(process.argv[3], "utf8")) }));
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
