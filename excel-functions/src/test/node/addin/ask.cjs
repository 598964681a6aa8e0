// Calls functions of an add-in against a service: node ask.cjs FOLDER ENDPOINT TOKEN CALLS.json
// CALLS.json is [[function, argument, ...], ...]; prints JSON: [{value} or {error, message}, ...] and, last, the requests that were sent.
"use strict";
const fs = require("fs");
const { load, call } = require("./host.cjs");

const [folder, endpoint, token, calls] = process.argv.slice(2);

async function main() {
  const sent = [];
  const addin = load(folder, async (url, options) => {
    const response = await fetch(url, options);
    sent.push({
      method: options.method,
      path: new URL(url).pathname,
      request: options.body,
      status: response.status,
      contentType: response.headers.get("content-type"),
      headers: Object.fromEntries(response.headers),
      body: await response.clone().text(),
    });
    return response;
  });
  await addin.connect(endpoint, token);
  const cells = JSON.parse(fs.readFileSync(calls, "utf8")).map(([id, ...values]) =>
    call(addin, id, ...values).then(
      (value) => ({ value }),
      (e) => ({ error: e.code || e.name, message: e.message }),
    ),
  );
  console.log(JSON.stringify([...(await Promise.all(cells)), sent]));
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
