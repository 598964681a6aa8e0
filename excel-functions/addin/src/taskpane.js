/* The settings of the add-in. Texts reach the page as text, never as markup. */
"use strict";

const TaskPane = (() => {
  const TEXTS = {
    en: {
      intro: "KPIs of your company as functions of Excel. Enter once where they come from.",
      endpoint: "Address of the KPI service",
      token: "Token",
      tokenNote: "Kept on this computer for this add-in alone; never in the workbook. Leave empty to keep the one you have.",
      save: "Save and try",
      forget: "Forget both",
      refresh: "Refresh all cells",
      refreshNote: "Asks every function in this workbook anew.",
      examples: "Examples",
      exampleKpi: "A KPI of a month, of one team. Leave both out for all rows. Where your Excel separates by commas, write commas.",
      exampleQuery: "Rows of a statement, spilled below the cell.",
      connected: "Connected. The service has {0} KPIs.",
      lacking: "Connected, but the service lacks {0} of the functions: {1}. Have the add-in made anew from its catalog.",
      tokenMissing: "Enter the token, too: a token is kept for one address only.",
      forgotten: "Address and token are forgotten.",
      refreshed: "All cells are computed anew.",
    },
    vi: {
      intro: "KPI của công ty dưới dạng hàm Excel. Chỉ cần nhập một lần nơi lấy số liệu.",
      endpoint: "Địa chỉ dịch vụ KPI",
      token: "Mã truy cập",
      tokenNote: "Chỉ lưu trên máy này cho tiện ích này, không lưu trong sổ làm việc. Để trống nếu giữ mã đang có.",
      save: "Lưu và thử",
      forget: "Xóa cả hai",
      refresh: "Làm mới mọi ô",
      refreshNote: "Hỏi lại mọi hàm trong sổ làm việc này.",
      examples: "Ví dụ",
      exampleKpi: "Một KPI của một tháng, một nhóm. Bỏ cả hai để lấy mọi dòng. Nếu Excel của bạn ngăn cách bằng dấu phẩy, hãy viết dấu phẩy.",
      exampleQuery: "Các dòng của một câu lệnh, tràn xuống dưới ô.",
      connected: "Đã kết nối. Dịch vụ có {0} KPI.",
      lacking: "Đã kết nối, nhưng dịch vụ thiếu {0} hàm: {1}. Hãy tạo lại tiện ích từ danh mục của dịch vụ.",
      tokenMissing: "Hãy nhập cả mã truy cập: mỗi mã chỉ dùng cho một địa chỉ.",
      forgotten: "Đã xóa địa chỉ và mã truy cập.",
      refreshed: "Mọi ô đã được tính lại.",
    },
  };

  const SHOWN_NAMES = 5;

  function text(key, ...values) {
    return TEXTS[CareSql.language()][key].replace(/\{(\d)\}/g, (_, index) => String(values[index]));
  }

  function element(id) {
    return document.getElementById(id);
  }

  function status(message, good) {
    element("status").textContent = message;
    element("status").className = good ? "good" : "bad";
  }

  /** What the add-in and the service both have; a service of another catalog is no failure but should be known. */
  async function tried() {
    const { kpis } = await CareSql.request("/kpis");
    const served = new Set(kpis.map((kpi) => kpi.name));
    const lacking = CareSql.functions.filter((name) => name !== "QUERY" && !served.has(name));
    if (lacking.length > 0) {
      const names = lacking.slice(0, SHOWN_NAMES).join(", ") + (lacking.length > SHOWN_NAMES ? ", …" : "");
      return status(text("lacking", lacking.length, names), false);
    }
    return status(text("connected", kpis.length), true);
  }

  async function save() {
    const before = await CareSql.stored();
    const address = element("endpoint").value.trim().replace(/\/+$/, "");
    const token = element("token").value || (address === before.endpoint ? before.token : "");
    if (!token) {
      return status(text("tokenMissing"), false);
    }
    await CareSql.save(address, token);
    element("token").value = "";
    return tried();
  }

  async function forget() {
    await CareSql.forget();
    element("token").value = "";
    element("endpoint").value = (await CareSql.stored()).endpoint;
    status(text("forgotten"), true);
  }

  async function refresh() {
    await Excel.run(async (context) => {
      context.workbook.application.calculate(Excel.CalculationType.full);
      await context.sync();
    });
    status(text("refreshed"), true);
  }

  function onError(task) {
    return async (event) => {
      if (event) {
        event.preventDefault();
      }
      try {
        await task();
      } catch (e) {
        status(e.message || String(e), false);
      }
    };
  }

  async function show() {
    document.documentElement.lang = CareSql.language();
    document.querySelectorAll("[data-text]").forEach((node) => (node.textContent = text(node.dataset.text)));
    document.querySelectorAll("[data-example]").forEach((node) => (node.textContent = node.dataset.example));
    element("connection").addEventListener("submit", onError(save));
    element("forget").addEventListener("click", onError(forget));
    element("refresh").addEventListener("click", onError(refresh));
    element("endpoint").value = (await CareSql.stored()).endpoint;
  }

  return { show, save: onError(save), forget: onError(forget), refresh: onError(refresh), texts: TEXTS };
})();

Office.onReady(() => TaskPane.show());
