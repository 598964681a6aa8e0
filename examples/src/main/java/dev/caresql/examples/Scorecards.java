package dev.caresql.examples;

import java.io.IOException;
import java.util.List;

/** The tables of scorecards: the template by which the company measures who serves its customers. */
final class Scorecards {
    static final Table CARDS = Table.of(
            "scorecards",
            Table.text("scorecard_id"),
            Table.text("scorecard_name"),
            Table.text("scorecard_name_vi"),
            Table.text("role_code"));
    static final Table ITEMS = Table.of(
            "scorecard_items",
            Table.text("scorecard_id"),
            Table.number("item_no"),
            Table.text("kpi_code"),
            Table.text("label_vi"),
            Table.text("label_en"),
            Table.text("unit_code"),
            Table.number("display_decimals"),
            Table.text("direction_code"),
            Table.number("weight_points"));

    private static final String CARD = "R1";

    private Scorecards() {}

    static void write(CompanyFiles files) throws IOException {
        CsvFile cards = files.whole(CARDS);
        cards.code(CARD).text("KPI template for customer care staff");
        cards.text("Mẫu KPI cho nhân viên chăm sóc khách hàng")
                .code("CARE_AGENT")
                .endRow();
        CsvFile items = files.whole(ITEMS);
        for (Item item : Item.values()) {
            items.code(CARD)
                    .number(List.of(Item.values()).indexOf(item) + 1)
                    .code(item)
                    .text(item.labelVi)
                    .text(item.labelEn);
            items.text(item.unit)
                    .number(item.decimals)
                    .code(item.lower ? "LOWER" : "HIGHER")
                    .number(1)
                    .endRow();
        }
    }

    /** The lines in their order; the constants bear the names of the catalog. */
    private enum Item {
        CALLS_COMPLETED("Số cuộc gọi hoàn thành", "Calls completed", "Số", 0),
        CALLS_MISSED("Số cuộc gọi bị nhỡ", "Calls missed", "Số", 0, true),
        CALL_COMPLETION_RATE("Tỷ lệ hoàn thành cuộc gọi", "Call completion rate", "%", 1),
        SATISFIED_CUSTOMERS("Mức độ hài lòng của khách hàng", "Satisfied customers", "Khách hàng", 0),
        POSITIVE_CUSTOMERS("Số lượng khách phản hồi tích cực", "Customers with a positive response", "Khách hàng", 0),
        SATISFIED_RATE("Tỷ lệ khách hàng hài lòng", "Satisfied customers, share", "%", 1),
        AVG_WAIT_TIME("Thời gian khách chờ cuộc gọi", "Waiting time of callers", "phút", 1, true),
        AHT("Thời gian trả lời trung bình / mỗi cuộc gọi", "Handling time per call", "phút", 1, true),
        CALL_OVERDUE_RATE("Tỷ lệ xử lý cuộc gọi quá hạn", "Overdue requests by phone", "%", 1, true),
        COMPLAINT_RATE("Tỷ lệ khách hàng khiếu nại", "Complaining customers", "%", 1, true),
        REPURCHASE_ORDERS("Số đơn hàng khách hàng mua lại", "Repurchase orders", "Đơn/hợp đồng", 0);

        private final String labelVi;
        private final String labelEn;
        private final String unit;
        private final int decimals;
        private final boolean lower;

        Item(String labelVi, String labelEn, String unit, int decimals) {
            this(labelVi, labelEn, unit, decimals, false);
        }

        Item(String labelVi, String labelEn, String unit, int decimals, boolean lower) {
            this.labelVi = labelVi;
            this.labelEn = labelEn;
            this.unit = unit;
            this.decimals = decimals;
            this.lower = lower;
        }
    }
}
