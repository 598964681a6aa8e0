// Parses a Power Query text with Microsoft's parser and lists what it asks the service for: node powerquery.cjs FILE.pq
// Prints JSON: [[path, [names of the parameters]], ...] of its calls of Ask.
"use strict";
const fs = require("fs");
const { DefaultSettings, ResultUtils, TaskUtils, Ast, Language } = require("@microsoft/powerquery-parser");

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
  const calls = nodesOf(task.ast, "RecursivePrimaryExpression").filter((node) => node.head.literal === undefined &&
    node.head.identifier && node.head.identifier.literal === "Ask");
  const asked = calls.map((call) => {
    const literals = nodesOf(call, "LiteralExpression").map((one) => one.literal);
    const records = nodesOf(call, "RecordExpression");
    const names = records.flatMap((record) => record.content.elements.map((pair) => pair.node.key.literal));
    return [JSON.parse(literals[0]), names];
  });
  console.log(JSON.stringify(asked));
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
