// The contract of the add-in's service: is it a valid OpenAPI file, and do answers keep to it?
//   node contract.cjs OPENAPI.yaml                  validates the file and its examples
//   node contract.cjs OPENAPI.yaml EXCHANGES.json   and [{method, path, query, request, status, contentType, headers, body}, ...]
"use strict";
const fs = require("fs");
const yaml = require("yaml");
const { Validator } = require("@seriousme/openapi-schema-validator");
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

const [file, exchanges] = process.argv.slice(2);

function fail(message, errors) {
  console.error(message, JSON.stringify(errors, null, 1));
  process.exit(1);
}

/** The operation's path for the path of a request. */
function pathOf(contract, path) {
  return Object.keys(contract.paths).find((one) => new RegExp(`^${one.replace(/\{\w+\}/g, "[^/]+")}$`).test(path));
}

function follow(contract, node) {
  return node && node.$ref ? node.$ref.slice(2).split("/").reduce((at, key) => at[key], contract) : node;
}

async function main() {
  const text = fs.readFileSync(file, "utf8");
  const contract = yaml.parse(text);
  const result = await new Validator().validate(structuredClone(contract));
  if (!result.valid) {
    fail("not a valid OpenAPI file:", result.errors);
  }
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  addFormats(ajv);
  ajv.addVocabulary(["components", "example"]);
  ajv.addSchema({ $id: "contract", components: contract.components }, "contract", false, false);
  const schemas = Object.fromEntries(
    Object.keys(contract.components.schemas).map((name) => [name, ajv.getSchema(`contract#/components/schemas/${name}`)]),
  );
  const check = (schema, value, where) => {
    const validate = schema.$ref
      ? schemas[schema.$ref.split("/").pop()]
      : ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"contract#/')));
    if (!validate(value)) {
      fail(`${where} is not as the contract says:`, { errors: validate.errors, value });
    }
  };
  let examples = 0;
  for (const [path, operations] of Object.entries(contract.paths)) {
    for (const operation of Object.values(operations)) {
      for (const parameter of (operation.parameters || []).map((one) => follow(contract, one))) {
        if (parameter.example !== undefined) {
          check(parameter.schema, parameter.example, `the example of ${path} ${parameter.name}`);
          examples++;
        }
      }
    }
  }
  const checkRequest = (operation, { path, request, body }) => {
    const sent = JSON.parse(request);
    check(operation.requestBody.content["application/json"].schema, sent, `what was sent to ${path}`);
    if (path === "/batch") {
      const { results } = JSON.parse(body);
      sent.requests.filter((_, index) => "value" in results[index]).forEach((question) =>
        check({ $ref: "#/components/schemas/Question" }, question, "a question"));
    }
  };
  const checkQuery = ({ parameters = [] }, { path, query }) => {
    for (const [name, values] of query) {
      const parameter = parameters.map((one) => follow(contract, one)).find((one) => one.in === "query" && one.name === name);
      if (!parameter) {
        fail(`${path} has no parameter ${name}`, query);
      }
      const { type } = follow(contract, parameter.schema);
      const read = { array: () => values, integer: () => Number(values[0]), boolean: () => values[0] === "true", string: () => values[0] };
      check(parameter.schema, read[type](), `${path} ${name}`);
    }
  };
  let checked = 0;
  for (const one of exchanges ? JSON.parse(fs.readFileSync(exchanges, "utf8")) : []) {
    const where = `${one.method} ${one.path} ${one.status}`;
    const path = pathOf(contract, one.path);
    const operation = path && contract.paths[path][one.method === "HEAD" ? "get" : one.method.toLowerCase()];
    const responses = operation ? operation.responses : { default: { $ref: "#/components/responses/Problem" } };
    const response = follow(contract, responses[one.status] || responses.default);
    for (const [name, header] of Object.entries(response.headers || {})) {
      const value = one.headers[name.toLowerCase()];
      if (value !== undefined) {
        const { schema } = follow(contract, header);
        check(schema, schema.type === "integer" ? Number(value) : value, `${where} ${name}`);
      } else if (one.status === 200) {
        fail(`${where} lacks ${name}`, one.headers);
      }
    }
    if (response.content === undefined || one.method === "HEAD") {
      if (one.body !== "") {
        fail(`${where} has a body`, one.body);
      }
    } else {
      const media = response.content[one.contentType.split(";")[0]];
      if (!media) {
        fail(`${where} has the type ${one.contentType}`, Object.keys(response.content));
      }
      const json = one.contentType.split(";")[0].endsWith("json");
      check(media.schema, json ? JSON.parse(one.body) : one.body, where);
    }
    if (one.query !== undefined && one.status === 200) {
      checkQuery(operation, one);
    }
    if (one.request !== undefined && one.status === 200) {
      checkRequest(operation, one);
    }
    checked++;
  }
  console.log(`OpenAPI ${contract.openapi} valid, ${examples} examples, ${checked} exchanges`);
}

main().catch((e) => fail(String(e.stack || e), null));
