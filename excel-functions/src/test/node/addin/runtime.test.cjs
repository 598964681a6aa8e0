// The code of the add-in under a mock of Excel, against answers that are made up here.
"use strict";
const assert = require("node:assert/strict");
const test = require("node:test");
const vm = require("vm");
const { OfficeMockObject } = require("office-addin-mock");
const { load, call } = require("./host.cjs");

const FOLDER = process.env.ADDIN_FOLDER || process.cwd();
const ENDPOINT = "https://kpi.example.com";

/** An add-in whose service is a function of (url, options) to {status, json, headers}. */
async function addin(service, language) {
  const requests = [];
  const fetch = async (url, options) => {
    requests.push({ url, options, body: options.body === undefined ? undefined : JSON.parse(options.body) });
    const { status = 200, json, headers = {} } = await service(requests[requests.length - 1]);
    return new Response(json === undefined ? "no json" : JSON.stringify(json), { status, headers });
  };
  const loaded = load(FOLDER, fetch, language);
  await loaded.connect(ENDPOINT + "/", "s3cret");
  return { ...loaded, requests };
}

/** Answers each question of a batch by its place. */
const counting = ({ body }) => ({ json: { results: body.requests.map((_, index) => ({ value: index })) } });

const rejected = (promise, code, message) => assert.rejects(promise, { code, message });

test("every function of the metadata is registered, and no other", async () => {
  const { functions, metadata } = await addin(counting);
  assert.deepEqual([...functions.keys()].sort(), metadata.functions.map((one) => one.id).sort());
});

test("cells that are computed together travel in one request, and equal ones in one question", async () => {
  const excel = await addin(counting);
  const cells = [];
  for (let i = 0; i < 504; i++) {
    cells.push(call(excel, "NPS", "2026-10", `team=T${i % 84}`));
  }
  const values = await Promise.all(cells);
  assert.equal(excel.requests.length, 1);
  assert.equal(excel.requests[0].body.requests.length, 84);
  assert.deepEqual(values, Array.from({ length: 504 }, (_, i) => i % 84));
});

test("a batch has no more than the contract's 500 questions", async () => {
  const excel = await addin(counting);
  const cells = Array.from({ length: 1201 }, (_, i) => call(excel, "NPS", "2026", `team=T${i}`));
  const values = await Promise.all(cells);
  assert.deepEqual(excel.requests.map((one) => one.body.requests.length), [500, 500, 201]);
  assert.equal(values[500], 0);
});

test("a question holds what the cell gives and nothing else", async () => {
  const excel = await addin(counting);
  await Promise.all([
    call(excel, "NPS"),
    call(excel, "NPS", 2026, [["team=Sales", null], ["", " segment<>VIP "]]),
    call(excel, "CSAT", " 2026-Q3 ", null, null, 5),
    call(excel, "CSAT", "", "", 7, ""),
  ]);
  assert.deepEqual(excel.requests[0].body.requests, [
    { kpi: "NPS" },
    { kpi: "NPS", period: "2026", filter: ["team=Sales", "segment<>VIP"] },
    { kpi: "CSAT", period: "2026-Q3", option: { min_satisfied: 5 } },
    { kpi: "CSAT", option: { max_scale: 7 } },
  ]);
});

test("the token travels in a header alone, to the address that it was saved with", async () => {
  const excel = await addin(counting);
  await call(excel, "NPS");
  const [{ url, options }] = excel.requests;
  assert.equal(url, "https://kpi.example.com/batch");
  assert.equal(options.headers.Authorization, "Bearer s3cret");
  assert.equal(options.redirect, "error");
  assert.equal(options.credentials, "omit");
  assert.ok(!options.body.includes("s3cret"));
});

test("a date is no period: it could be a day or a month", async () => {
  const excel = await addin(counting);
  for (const period of [46296, 46296.5, true, 1899, 3000]) {
    await rejected(call(excel, "NPS", period), "#VALUE!", /The period must be a text such as "2026"/);
  }
  assert.equal(excel.requests.length, 0);
});

test("NULL is #N/A with its reason, a mistake #VALUE! with its own, each in its own cell", async () => {
  const excel = await addin(({ body }) => ({
    json: {
      results: body.requests.map(({ kpi }) =>
        kpi === "NPS"
          ? { value: null, reason: "No rows count for NPS." }
          : kpi === "CSAT"
            ? { title: "Bad Request", status: 400, detail: "'teem' is no dimension; did you mean 'team'?", sqlState: "42703" }
            : { value: 0 },
      ),
    },
  }));
  const cells = [call(excel, "NPS"), call(excel, "CSAT", "2026", "teem=x"), call(excel, "CES", "2026")];
  await rejected(cells[0], "#N/A", "No rows count for NPS.");
  await rejected(cells[1], "#VALUE!", "'teem' is no dimension; did you mean 'team'? [42703]");
  assert.equal(await cells[2], 0);
});

test("failures of the whole request are told in every cell", async () => {
  const cases = [
    [{ status: 401, json: { title: "Unauthorized", status: 401 } }, /does not accept the token/],
    [{ status: 403, json: { title: "Forbidden", status: 403, detail: "No." } }, /^The service does not allow this: No\.$/],
    [{ status: 500, json: { title: "Internal Server Error", status: 500 } }, /^Internal Server Error$/],
    [{ status: 502 }, /did not answer as expected \(status 502\)/],
    [{ status: 200, json: { results: [] } }, /did not answer as expected/],
  ];
  for (const [answer, message] of cases) {
    const excel = await addin(() => answer);
    const cells = [call(excel, "NPS"), call(excel, "CSAT")];
    await rejected(cells[0], "#VALUE!", message);
    await rejected(cells[1], "#VALUE!", message);
  }
  const offline = await addin(() => Promise.reject(new TypeError("fetch failed")));
  await rejected(call(offline, "NPS"), "#VALUE!", /cannot be reached/);
});

test("without a token nothing is sent", async () => {
  const excel = await addin(counting);
  await vm.runInContext("CareSql.forget()", excel.host);
  await rejected(call(excel, "NPS"), "#VALUE!", /^Not connected\./);
  assert.equal(excel.requests.length, 0);
});

test("a busy service is asked again after as long as it says, and not for ever", async () => {
  let asked = 0;
  const busy = { status: 429, json: { title: "Too Many Requests", status: 429 }, headers: { "Retry-After": "0.01" } };
  const excel = await addin((request) => (++asked < 3 ? busy : counting(request)));
  assert.equal(await call(excel, "NPS"), 0);
  const never = await addin(() => busy);
  await rejected(call(never, "NPS"), "#VALUE!", "Too Many Requests");
  assert.equal(never.requests.length, 3);
});

test("a cancelled cell is not asked for, and a request is given up with its last cell", async () => {
  let aborted = 0;
  const excel = await addin(
    ({ options }) =>
      new Promise((_, reject) =>
        options.signal.addEventListener("abort", () => {
          aborted++;
          reject(Object.assign(new Error("aborted"), { name: "AbortError" }));
        }),
      ),
  );
  const early = call(excel, "NPS", "2025");
  early.invocation.onCanceled();
  const cells = [call(excel, "NPS", "2026"), call(excel, "CSAT", "2026")];
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.deepEqual(excel.requests[0].body.requests, [
    { kpi: "NPS", period: "2026" },
    { kpi: "CSAT", period: "2026" },
  ]);
  cells[0].invocation.onCanceled();
  assert.equal(aborted, 0);
  cells[1].invocation.onCanceled();
  assert.equal(aborted, 1);
  await assert.rejects(cells[0], { name: "AbortError" });
  await assert.rejects(cells[1], { name: "AbortError" });
});

const TABLE = {
  columns: [
    { name: "team", type: "text" },
    { name: "=n", type: "double" },
    { name: "big", type: "integer" },
  ],
  rows: [
    ["=1+1", 1.5, "9007199254740993"],
    [null, null, 3],
    ["+cmd|' /C calc'!A0", -2, 0],
  ],
};

test("QUERY gives names and rows; a text stays a text, whatever it begins with; NULL is empty", async () => {
  const excel = await addin(() => ({ json: TABLE }));
  assert.deepEqual(await call(excel, "QUERY", "SELECT ?", true, 3, "x", null), [
    ["team", "=n", "big"],
    ["=1+1", 1.5, "9007199254740993"],
    ["", "", 3],
    ["+cmd|' /C calc'!A0", -2, 0],
  ]);
  assert.deepEqual(excel.requests[0].body, { sql: "SELECT ?", parameters: [3, "x", null], limit: 1048575 });
  assert.equal((await call(excel, "QUERY", "SELECT 1", false)).length, 3);
  assert.equal(excel.requests[1].body.limit, 1048576);
});

test("QUERY says what a worksheet cannot hold, and what is no statement", async () => {
  const long = await addin(() => ({ json: { columns: [{ name: "a", type: "text" }], rows: [["x".repeat(32768)]] } }));
  await rejected(call(long, "QUERY", "SELECT 1"), "#VALUE!", /A text in row 2, column 1 has 32768 characters/);
  const wide = await addin(() => ({ json: { columns: Array(16385).fill({ name: "a", type: "text" }), rows: [] } }));
  await rejected(call(wide, "QUERY", "SELECT 1"), "#VALUE!", /1 rows and 16385 columns/);
  const none = await addin(() => ({ json: { columns: [{ name: "a", type: "text" }], rows: [] } }));
  assert.deepEqual(await call(none, "QUERY", "SELECT 1"), [["a"]]);
  await rejected(call(none, "QUERY", "SELECT 1", false), "#N/A", /No rows count/);
  await rejected(call(none, "QUERY", "  "), "#VALUE!", /Write a statement/);
});

test("Vietnamese users read Vietnamese", async () => {
  const excel = await addin(counting, "vi-VN");
  await rejected(call(excel, "NPS", 46296), "#VALUE!", /^Kỳ phải là văn bản/);
});

test("only addresses that a token may be sent to are kept", async () => {
  const excel = await addin(counting);
  const bad = ["http://kpi.example.com", "ftp://kpi.example.com", "https://u:p@kpi.example.com", "https://k/?token=1", "https://k/#a", "k", ""];
  for (const address of bad) {
    await assert.rejects(excel.connect(address, "t"), /must begin with https/, address);
  }
  await excel.connect("http://localhost:8080/", "t");
  assert.deepEqual([...excel.storage.values()], ['{"endpoint":"http://localhost:8080","token":"t"}']);
});

/** The page of settings over the least of a document that it asks for. */
function page(excel) {
  const nodes = new Map();
  const node = (id) => {
    if (!nodes.has(id)) {
      nodes.set(id, { value: "", textContent: "", className: "", addEventListener() {} });
    }
    return nodes.get(id);
  };
  excel.host.document = { documentElement: {}, getElementById: node, querySelectorAll: () => [] };
  let computed = 0;
  const mock = new OfficeMockObject({
    context: { workbook: { application: { calculate: (type) => (computed += type === "Full" ? 1 : 0) } } },
    run: async function (task) {
      await task(this.context);
    },
  });
  excel.host.Excel = Object.assign(mock, { CalculationType: { full: "Full" } });
  excel.run("taskpane.js");
  return { node, pane: vm.runInContext("TaskPane", excel.host), computed: () => computed };
}

test("the settings page saves, tries, forgets, and never sends a token to another address", async () => {
  const excel = await addin(() => ({ json: { kpis: [{ name: "NPS" }] } }));
  const { node, pane } = page(excel);
  await excel.host.ready();
  assert.equal(node("endpoint").value, ENDPOINT);
  await pane.save();
  assert.equal(excel.requests[0].url, ENDPOINT + "/kpis");
  const others = excel.metadata.functions.filter((one) => one.id !== "QUERY" && one.id !== "NPS").length;
  assert.ok(node("status").textContent.startsWith(`Connected, but the service lacks ${others} of the functions: `));
  node("endpoint").value = "https://other.example.com";
  await pane.save();
  assert.equal(excel.requests.length, 1);
  assert.match(node("status").textContent, /^Enter the token, too/);
  node("token").value = "t2";
  await pane.save();
  assert.equal(excel.requests[1].options.headers.Authorization, "Bearer t2");
  assert.equal(node("token").value, "");
  await pane.forget();
  assert.equal(excel.storage.size, 0);
  assert.equal(node("endpoint").value, "https://kpi.example.com/care");
});

test("the button computes all cells anew", async () => {
  const excel = await addin(counting);
  const { node, pane, computed } = page(excel);
  await pane.refresh();
  assert.equal(computed(), 1);
  assert.match(node("status").textContent, /anew/);
});

test("both languages have all texts of the page", async () => {
  const { pane } = page(await addin(counting));
  assert.deepEqual(Object.keys(pane.texts.vi), Object.keys(pane.texts.en));
});
