// Stands in for Excel as far as the add-in's code can tell: runs its files and keeps the functions that it registers.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

class CustomFunctionsError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The functions by their ids, and the storage, of an add-in folder; fetch is what carries its requests. */
function load(folder, fetch, language = "en-US") {
  const functions = new Map();
  const storage = new Map();
  const host = {
    console,
    setTimeout,
    clearTimeout,
    AbortController,
    URL,
    fetch,
    CustomFunctions: {
      Error: CustomFunctionsError,
      ErrorCode: { invalidValue: "#VALUE!", notAvailable: "#N/A" },
      associate(id, code) {
        if (functions.has(id)) {
          throw new Error(`${id} is registered twice`);
        }
        functions.set(id, code);
      },
    },
    OfficeRuntime: {
      storage: {
        getItem: async (key) => (storage.has(key) ? storage.get(key) : null),
        setItem: async (key, value) => void storage.set(key, value),
        removeItem: async (key) => void storage.delete(key),
      },
    },
    Office: { context: { displayLanguage: language }, onReady: (ready) => (host.ready = ready) },
  };
  vm.createContext(host);
  const run = (file) => vm.runInContext(fs.readFileSync(path.join(folder, file), "utf8"), host, { filename: file });
  run("functions.js");
  const metadata = JSON.parse(fs.readFileSync(path.join(folder, "functions.json"), "utf8"));
  return { host, run, functions, storage, metadata, connect: (endpoint, token) => evaluate(host, endpoint, token) };
}

function evaluate(host, endpoint, token) {
  return vm.runInContext(`CareSql.save(${JSON.stringify(endpoint)}, ${JSON.stringify(token)})`, host);
}

/** Calls a function as Excel does: what is left out is null, and the invocation comes last. */
function call(addin, id, ...given) {
  const { parameters } = addin.metadata.functions.find((one) => one.id === id);
  const values = parameters.map((parameter, index) => {
    if (parameter.repeating) {
      return given.slice(index);
    }
    const value = index < given.length ? given[index] : null;
    return parameter.dimensionality === "matrix" && value !== null && !Array.isArray(value) ? [[value]] : value;
  });
  const invocation = {};
  // Copied, for arrays of another context are never equal to those of a test.
  const answer = addin.functions.get(id)(...values, invocation).then((value) => structuredClone(value));
  return Object.assign(answer, { invocation });
}

module.exports = { load, call };
