// What Microsoft's own packages refuse of an add-in's manifest and metadata, without the network, as a JSON list of texts:
// node validate.cjs MANIFEST.xml FUNCTIONS.json
//
// Their validator of XML manifests is a service. So the manifest is read as Office reads it and turned into the newer JSON
// form (office-addin-manifest-converter), which knows no custom functions; they are put where that form has them; and the whole
// is validated against the schema of that form (@microsoft/app-manifest, which carries all its schemas).
"use strict";
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { convert } = require("office-addin-manifest-converter");
const { AppManifestUtils } = require("@microsoft/app-manifest");

const VERSION = "1.30";
const SCHEMA = `https://developer.microsoft.com/json-schemas/teams/v${VERSION}/MicrosoftTeams.schema.json`;

// A schema that is not in the package would be fetched: rather fail.
globalThis.fetch = () => Promise.reject(new Error("no network in this test"));

/** The metadata as a part of the JSON manifest, where the options of a function stand beside its name. */
function customFunctions(metadata, namespace) {
  const { functions, ...rest } = metadata;
  const flat = functions.map(({ options, ...one }) => ({ ...one, ...options }));
  return { ...rest, namespace: { id: namespace, name: namespace }, functions: flat };
}

async function validate(manifestFile, metadataFile) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "manifest"));
  try {
    await convert(manifestFile, folder, false, SCHEMA, VERSION);
    const file = path.join(folder, "manifest.json");
    const manifest = JSON.parse(fs.readFileSync(file, "utf8"));
    const namespace = /id="Functions\.Namespace" DefaultValue="([^"]*)"/.exec(fs.readFileSync(manifestFile, "utf8"));
    const metadata = JSON.parse(fs.readFileSync(metadataFile, "utf8"));
    manifest.extensions[0].runtimes[0].customFunctions = customFunctions(metadata, namespace[1]);
    // Not their typed reader: it drops what it does not know before anything is validated.
    return await AppManifestUtils.validateAgainstSchema(manifest);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

// The converter says what it misses on the console, and throws something less clear.
const said = [];
const log = console.log;
console.log = console.warn = console.error = (...texts) => said.push(texts.join(" "));
validate(process.argv[2], process.argv[3])
  .catch((error) => [...said, String((error && error.message) || error)])
  .then((errors) => log(JSON.stringify(errors)));
