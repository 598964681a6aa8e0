/*
 * The custom functions of the add-in: they ask the KPI service of openapi.yaml and show its answers.
 *
 * `caresql-excel addin` appends one line to this file, CareSql.start({...}), with the endpoint and the KPIs of the catalog.
 * A cell never waits for another one: what Excel asks within a few milliseconds travels in one request.
 */
"use strict";

// eslint-disable-next-line no-unused-vars -- taskpane.js and the appended line use it.
const CareSql = (() => {
  /** Where the address and the token lie: on this computer, for this add-in alone, and never in the workbook. */
  const STORAGE_KEY = "caresql.connection";
  /** How long cells are collected, in milliseconds. */
  const COLLECT_MS = 25;
  /** How many KPIs one request may ask for; the contract's limit. */
  const MAX_BATCH = 500;
  const MAX_ATTEMPTS = 3;
  const MAX_WAIT_S = 20;
  const EXCEL_ROWS = 1048576;
  const EXCEL_COLUMNS = 16384;
  const EXCEL_TEXT = 32767;
  /** Years as numbers; any other number is likely a date that Excel made of what was typed. */
  const FIRST_YEAR = 1900;
  const LAST_YEAR = 2999;

  const TEXTS = {
    en: {
      notConnected: "Not connected. Open CareSQL on the Home tab, enter the address and the token, and save.",
      refused: "The service does not accept the token. Open CareSQL on the Home tab and enter a valid one.",
      forbidden: "The service does not allow this: {0}",
      unreachable: "The service at {0} cannot be reached. Is the address right, and this computer online?",
      noAnswer: "The service at {0} did not answer as expected (status {1}).",
      periodIsDate:
        'The period must be a text such as "2026", "2026-Q3", "2026-10" or "2026-10-05". A date could be a day or a month:' +
        ' write TEXT(A1,"yyyy-mm"), or format the cell as text.',
      noRows: "No rows count.",
      tooManyRows: "The answer has {0} rows and {1} columns, more than a worksheet holds.",
      tooLong: "A text in row {0}, column {1} has {2} characters; a cell holds 32,767.",
      noSql: "Write a statement such as SELECT NPS() FROM kpis.",
      badAddress: "The address must begin with https:// and have no user name, no ? and no #.",
    },
    vi: {
      notConnected: "Chưa kết nối. Mở CareSQL trên thẻ Trang đầu, nhập địa chỉ và mã truy cập rồi lưu.",
      refused: "Dịch vụ không chấp nhận mã truy cập. Mở CareSQL trên thẻ Trang đầu và nhập mã hợp lệ.",
      forbidden: "Dịch vụ không cho phép: {0}",
      unreachable: "Không kết nối được dịch vụ tại {0}. Hãy kiểm tra địa chỉ và mạng của máy này.",
      noAnswer: "Dịch vụ tại {0} trả lời không đúng quy ước (mã {1}).",
      periodIsDate:
        'Kỳ phải là văn bản như "2026", "2026-Q3", "2026-10" hoặc "2026-10-05". Một ngày tháng có thể là ngày hoặc tháng:' +
        ' hãy viết TEXT(A1,"yyyy-mm") hoặc định dạng ô là văn bản.',
      noRows: "Không có dòng nào được tính.",
      tooManyRows: "Kết quả có {0} dòng và {1} cột, nhiều hơn một trang tính chứa được.",
      tooLong: "Văn bản ở dòng {0}, cột {1} có {2} ký tự; một ô chỉ chứa 32.767.",
      noSql: "Hãy viết một câu lệnh như SELECT NPS() FROM kpis.",
      badAddress: "Địa chỉ phải bắt đầu bằng https:// và không có tên người dùng, dấu ? hay #.",
    },
  };

  let defaultEndpoint = "";
  /** What is stored, read once; save() replaces it. */
  let connection = null;
  let waiting = [];

  function language() {
    const display = typeof Office !== "undefined" && Office.context ? Office.context.displayLanguage : "";
    return /^vi/i.test(display || "") ? "vi" : "en";
  }

  function text(key, ...values) {
    return TEXTS[language()][key].replace(/\{(\d)\}/g, (_, index) => String(values[index]));
  }

  /** What a cell shows as #VALUE! with its reason; Excel takes a reason for these two errors only. */
  function mistake(reason) {
    return new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, reason);
  }

  /** SQL's NULL: #N/A with its reason, as in every other form of a KPI in Excel. */
  function nothing(reason) {
    return new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, reason || text("noRows"));
  }

  // ---- The connection

  /** The address without a slash at its end; undefined unless it is one that a token may be sent to. */
  function checkedAddress(address) {
    let url;
    try {
      url = new URL(String(address).trim());
    } catch {
      return undefined;
    }
    const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
    const safe = url.protocol === "https:" || (url.protocol === "http:" && local);
    const plain = !url.username && !url.password && !url.search && !url.hash;
    return safe && plain ? url.href.replace(/\/+$/, "") : undefined;
  }

  async function stored() {
    if (connection === null) {
      const item = await OfficeRuntime.storage.getItem(STORAGE_KEY);
      connection = item ? JSON.parse(item) : { endpoint: defaultEndpoint, token: "" };
    }
    return connection;
  }

  /** Keeps address and token together, so that a token never goes to an address that it was not entered for. */
  async function save(address, token) {
    const endpoint = checkedAddress(address);
    if (!endpoint) {
      throw new Error(text("badAddress"));
    }
    const changed = { endpoint, token: String(token).trim() };
    await OfficeRuntime.storage.setItem(STORAGE_KEY, JSON.stringify(changed));
    connection = changed;
  }

  async function forget() {
    await OfficeRuntime.storage.removeItem(STORAGE_KEY);
    connection = null;
  }

  // ---- Requests

  function pause(seconds) {
    return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }

  /** Sends a request, again where the service asks to wait, and returns the JSON of its answer. */
  async function request(path, body, signal) {
    const { endpoint, token } = await stored();
    if (!endpoint || !token) {
      throw mistake(text("notConnected"));
    }
    const headers = { Accept: "application/json", Authorization: `Bearer ${token}` };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    const options = {
      method: body === undefined ? "GET" : "POST",
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "omit",
      redirect: "error",
      signal,
    };
    for (let attempt = 1; ; attempt++) {
      let response;
      try {
        response = await fetch(endpoint + path, options);
      } catch (e) {
        throw e.name === "AbortError" ? e : mistake(text("unreachable", endpoint));
      }
      const busy = response.status === 429 || response.status === 503;
      const wait = Number(response.headers.get("Retry-After") || attempt);
      if (!busy || attempt === MAX_ATTEMPTS || !(wait <= MAX_WAIT_S)) {
        return answer(response, endpoint);
      }
      await pause(wait);
    }
  }

  async function answer(response, endpoint) {
    if (response.status === 401) {
      throw mistake(text("refused"));
    }
    let json;
    try {
      json = await response.json();
    } catch {
      throw mistake(text("noAnswer", endpoint, response.status));
    }
    if (!response.ok) {
      const said = problem(json) || text("noAnswer", endpoint, response.status);
      throw mistake(response.status === 403 ? text("forbidden", said) : said);
    }
    return json;
  }

  function problem(json) {
    if (!json || !json.title) {
      return undefined;
    }
    const detail = json.detail || json.title;
    return json.sqlState ? `${detail} [${json.sqlState}]` : detail;
  }

  // ---- KPIs

  function periodText(period) {
    if (period === null || period === undefined || period === "") {
      return undefined;
    }
    if (typeof period === "string") {
      return period.trim() || undefined;
    }
    if (Number.isInteger(period) && period >= FIRST_YEAR && period <= LAST_YEAR) {
      return String(period);
    }
    throw mistake(text("periodIsDate"));
  }

  /** The conditions of one cell or of a range of cells; what they mean, the service knows. */
  function filters(filter) {
    const cells = Array.isArray(filter) ? filter.flat(Infinity) : [filter];
    return cells.map((cell) => (cell === null || cell === undefined ? "" : String(cell).trim())).filter(Boolean);
  }

  /** One KPI as the batch asks for it; parts that a call leaves out are left out here too. */
  function question(kpi, optionNames, values) {
    const asked = { kpi };
    const period = periodText(values[0]);
    if (period !== undefined) {
      asked.period = period;
    }
    const filter = filters(values[1]);
    if (filter.length > 0) {
      asked.filter = filter;
    }
    const option = {};
    optionNames.forEach((name, index) => {
      const value = values[2 + index];
      if (value !== null && value !== undefined && value !== "") {
        option[name] = value;
      }
    });
    if (Object.keys(option).length > 0) {
      asked.option = option;
    }
    return asked;
  }

  /** The value of a KPI; the batch that it travels with leaves as soon as no more cells ask. */
  function kpi(asked, invocation) {
    return new Promise((resolve, reject) => {
      const cell = { key: JSON.stringify(asked), asked, resolve, reject, cancelled: false, batch: undefined };
      if (invocation) {
        invocation.onCanceled = () => cancel(cell);
      }
      if (waiting.push(cell) === 1) {
        setTimeout(sendWaiting, COLLECT_MS);
      }
    });
  }

  function cancel(cell) {
    cell.cancelled = true;
    if (cell.batch && cell.batch.cells.every((other) => other.cancelled)) {
      cell.batch.controller.abort();
    }
  }

  /** Cells that ask the same share one question. */
  function sendWaiting() {
    const questions = new Map();
    for (const cell of waiting.filter((one) => !one.cancelled)) {
      if (!questions.has(cell.key)) {
        questions.set(cell.key, []);
      }
      questions.get(cell.key).push(cell);
    }
    waiting = [];
    const all = [...questions.values()];
    for (let from = 0; from < all.length; from += MAX_BATCH) {
      sendBatch(all.slice(from, from + MAX_BATCH));
    }
  }

  async function sendBatch(groups) {
    const batch = { cells: groups.flat(), controller: new AbortController() };
    batch.cells.forEach((cell) => (cell.batch = batch));
    try {
      const requests = groups.map((cells) => cells[0].asked);
      const answers = await request("/batch", { requests }, batch.controller.signal);
      const { endpoint } = await stored();
      if (!Array.isArray(answers.results) || answers.results.length !== groups.length) {
        throw mistake(text("noAnswer", endpoint, 200));
      }
      groups.forEach((cells, index) => cells.forEach((cell) => settle(cell, answers.results[index])));
    } catch (e) {
      batch.cells.forEach((cell) => cell.reject(e));
    }
  }

  function settle(cell, result) {
    const failure = problem(result);
    if (failure) {
      cell.reject(mistake(failure));
    } else if (result.value === null || result.value === undefined) {
      cell.reject(nothing(result.reason));
    } else {
      cell.resolve(result.value);
    }
  }

  // ---- Queries

  /**
   * The rows of a statement, with the column names above them. NULL is an empty text; a text stays one, whatever it begins
   * with, for Excel never reads what a function gives as a formula.
   */
  async function query(sql, headers, parameters, invocation) {
    if (!sql || !String(sql).trim()) {
      throw mistake(text("noSql"));
    }
    const controller = new AbortController();
    if (invocation) {
      invocation.onCanceled = () => controller.abort();
    }
    const heads = headers !== false;
    const limit = EXCEL_ROWS - (heads ? 1 : 0);
    const values = (parameters || []).flat(Infinity).map((value) => (value === undefined ? null : value));
    const table = await request("/query", { sql: String(sql), parameters: values, limit }, controller.signal);
    const rows = heads ? [table.columns.map((column) => column.name), ...table.rows] : table.rows;
    if (rows.length > EXCEL_ROWS || table.columns.length > EXCEL_COLUMNS) {
      throw mistake(text("tooManyRows", rows.length, table.columns.length));
    }
    if (rows.length === 0) {
      throw nothing();
    }
    return rows.map((row, r) => row.map((value, c) => shown(value, r, c)));
  }

  function shown(value, row, column) {
    if (typeof value === "string" && value.length > EXCEL_TEXT) {
      throw mistake(text("tooLong", row + 1, column + 1, value.length));
    }
    return value === null ? "" : value;
  }

  // ---- The add-in

  /** Gives Excel its functions: the KPIs, each with the names of its options in the order of its arguments, and QUERY. */
  function start({ endpoint, kpis }) {
    defaultEndpoint = endpoint;
    for (const [name, optionNames] of Object.entries(kpis)) {
      CustomFunctions.associate(name, async (...values) => {
        const invocation = values[2 + optionNames.length];
        return kpi(question(name, optionNames, values), invocation);
      });
    }
    CustomFunctions.associate("QUERY", query);
    CareSql.functions = [...Object.keys(kpis), "QUERY"];
  }

  return { start, stored, save, forget, request, language, functions: [] };
})();
