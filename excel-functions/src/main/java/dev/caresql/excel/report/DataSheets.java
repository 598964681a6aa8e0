package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.ProgressListener;
import dev.caresql.excel.formula.ClassicCall;
import dev.caresql.excel.formula.ExcelSpan;
import dev.caresql.excel.workbook.Limits;
import dev.caresql.excel.workbook.Look;
import dev.caresql.excel.workbook.Looks;
import dev.caresql.excel.workbook.Names;
import dev.caresql.excel.workbook.RowStream;
import dev.caresql.excel.workbook.StreamedWorkbook;
import dev.caresql.excel.workbook.TableColumn;
import dev.caresql.excel.workbook.TableSheet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** The data sheets: a table of Excel for each table of the model, and the formulas of KPIs over them. */
final class DataSheets implements KpiCells {
    private static final int STEP = 10_000;
    private static final Look TEXT = Look.PLAIN;

    /** LibreOffice shows a truth value as 1 or 0 unless told so. */
    private static final Look FLAG =
            Look.PLAIN.withFormat("\"TRUE\";\"TRUE\";\"FALSE\"").withAlign(HorizontalAlignment.LEFT);

    private static final Look NUMBER =
            Look.PLAIN.withAlign(HorizontalAlignment.RIGHT).withIndent(1);
    private static final Look TIME =
            Look.PLAIN.withFormat("yyyy-mm-dd hh:mm:ss").withAlign(HorizontalAlignment.LEFT);
    private static final Look DATE = Look.PLAIN.withFormat("yyyy-mm-dd").withAlign(HorizontalAlignment.LEFT);

    private final LiveData live;
    private final Connection connection;
    private final Map<DataTable, List<TableColumn>> columns = new LinkedHashMap<>();
    private final Map<DataTable, TableSheet> sheets = new HashMap<>();

    DataSheets(LiveData live, Connection connection) {
        this.live = requireNonNull(live, "live is null");
        this.connection = requireNonNull(connection, "connection is null");
    }

    /** Adds the sheets with their headers. */
    void create(XSSFWorkbook workbook, Looks looks, Texts texts) throws SQLException {
        List<String> taken = new ArrayList<>();
        workbook.sheetIterator().forEachRemaining(sheet -> taken.add(sheet.getSheetName()));
        for (DataTable table : live.tables()) {
            List<TableColumn> shown = columns(table);
            String sheet = Names.sheet(texts.get("sheet.data") + " " + table.table(), taken);
            taken.add(sheet);
            TableSheet created =
                    TableSheet.create(looks, workbook, sheet, Names.defined("data_" + table.table(), List.of()), shown);
            Page.set(created.sheet(), true, 0, 0, texts);
            Page.keepReadable(created.sheet(), shown.size() - 1);
            columns.put(table, shown);
            sheets.put(table, created);
        }
    }

    /** The columns with the looks of their types. */
    private List<TableColumn> columns(DataTable table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM (" + table.query() + ") AS none WHERE 1 = 0")) {
            List<TableColumn> shown = new ArrayList<>();
            for (int i = 1; i <= table.columns().size(); i++) {
                String name = table.columns().get(i - 1).name();
                Look look =
                        switch (none.getMetaData().getColumnType(i)) {
                            case Types.DATE -> DATE;
                            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> TIME;
                            case Types.VARCHAR, Types.CHAR -> TEXT;
                            case Types.BOOLEAN -> FLAG;
                            default -> NUMBER;
                        };
                shown.add(new TableColumn(name, look, Math.max(look == TIME ? 20 : 12, name.length() + 5)));
            }
            return shown;
        }
    }

    /** Writes the rows, table by table. */
    void stream(StreamedWorkbook workbook, ProgressListener progress) throws SQLException {
        for (DataTable table : live.tables()) {
            TableSheet sheet = requireNonNull(sheets.get(table));
            RowStream rows = workbook.rows(sheet, requireNonNull(columns.get(table)));
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(STEP);
                try (ResultSet result = statement.executeQuery(table.query())) {
                    while (result.next()) {
                        rows.add(values(result, table.columns().size()));
                        if (rows.rows() % STEP == 0) {
                            progress.progress(
                                    table.table(), Math.min(0.99, rows.rows() / (double) Limits.ROWS), rows.rows());
                        }
                    }
                }
            }
            sheet.fit(rows.rows());
            progress.progress(table.table(), 1, rows.rows());
        }
    }

    private static List<@Nullable Object> values(ResultSet row, int count) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            values.add(
                    switch (row.getMetaData().getColumnType(i)) {
                        case Types.TIMESTAMP -> row.getObject(i, LocalDateTime.class);
                        case Types.DATE -> row.getObject(i, LocalDate.class);
                        default -> row.getObject(i);
                    });
        }
        return values;
    }

    /** Where the figures of each KPI come from, in the words of the report. */
    String origin(String kpi, Texts texts) {
        Origin origin = live.origin(kpi);
        List<String> names = live.tables(kpi).stream()
                .map(table -> requireNonNull(sheets.get(table)).name())
                .toList();
        return origin.note().equals("note.live")
                ? texts.get(names.size() == 1 ? "note.live" : "note.live.several", String.join(", ", names))
                : origin.text(texts);
    }

    @Override
    public Optional<Text> find(String kpi, Scope scope, String member) {
        if (!live.gives(kpi, scope, member)) {
            return Optional.empty();
        }
        try {
            return formula(kpi, scope, member).map(formula -> new Text(formula, true));
        } catch (IllegalArgumentException e) {
            // Too long for a cell: the figure stays a value.
            return Optional.empty();
        }
    }

    private Optional<String> formula(String kpi, Scope scope, String member) {
        Optional<ExcelSpan> span = live.span(kpi);
        if (span.isPresent()) {
            List<String> parts = span.get().parts().stream()
                    .flatMap(part -> formula(part, scope, member).stream())
                    .toList();
            return parts.size() == span.get().parts().size()
                    ? Optional.of(span.get().classic(parts))
                    : Optional.empty();
        }
        for (DataTable table : live.tables()) {
            for (DataKpi candidate : table.kpis()) {
                if (candidate.code().equals(kpi)) {
                    return Optional.of(formula(table, candidate, scope, member));
                }
            }
        }
        return Optional.empty();
    }

    private String formula(DataTable table, DataKpi kpi, Scope scope, String member) {
        Map<String, String> arguments = new LinkedHashMap<>();
        kpi.arguments().forEach((name, column) -> arguments.put(name, reference(table, column)));
        String where = reference(table, kpi.flag()) + "=1";
        if (scope != Scope.COMPANY) {
            DataColumn column = requireNonNull(table.scopes().get(scope));
            where = "IF(" + where + ",EXACT(" + reference(table, column) + "," + Names.literal(member) + "),FALSE)";
        }
        return kpi.kpi().classic(new ClassicCall(arguments, Optional.of(where)));
    }

    private String reference(DataTable table, DataColumn column) {
        return requireNonNull(sheets.get(table)).reference(table.columns().indexOf(column));
    }
}
