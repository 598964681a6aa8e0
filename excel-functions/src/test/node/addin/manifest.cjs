// Reads a manifest as Microsoft's tools do, without their validator, which is a service on the network: node manifest.cjs FILE
"use strict";
const { OfficeAddinManifest } = require("office-addin-manifest");

OfficeAddinManifest.readManifestFile(process.argv[2]).then((info) => console.log(JSON.stringify(info)));
