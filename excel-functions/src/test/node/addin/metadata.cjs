// What Microsoft's own generator makes of functions that are described by JSDoc: node metadata.cjs FILE.js
"use strict";
const { generateCustomFunctionsMetadata } = require("custom-functions-metadata");

generateCustomFunctionsMetadata(process.argv[2]).then(({ metadataJson, errors }) => {
  if (errors.length > 0) {
    throw new Error(errors.join("\n"));
  }
  console.log(metadataJson);
});
