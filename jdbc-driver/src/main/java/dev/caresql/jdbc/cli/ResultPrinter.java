package dev.caresql.jdbc.cli;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Writes a result: CSV and JSON row by row, a table after its columns are measured. */
final class ResultPrinter {
    private static final int TABLE_BUFFER = 1000;
    private static final char FIRST_PRINTABLE = ' ';

    private final PrintWriter out;

    ResultPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(ResultSet result, OutputFormat format) throws SQLException {
        switch (format) {
            case TABLE -> table(result);
            case CSV -> csv(result);
            case JSON -> json(result);
        }
    }

    private void csv(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        int width = columns.getColumnCount();
        for (int i = 1; i <= width; i++) {
            out.print((i == 1 ? "" : ",") + csvCell(columns.getColumnLabel(i)));
        }
        out.print('\n');
        while (result.next()) {
            for (int i = 1; i <= width; i++) {
                String value = result.getString(i);
                out.print((i == 1 ? "" : ",") + (value == null ? "" : value.isEmpty() ? "\"\"" : csvCell(value)));
            }
            out.print('\n');
        }
    }

    /** As RFC 4180 wants it; an empty text is quoted and NULL is not. */
    private static String csvCell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.equals(text.strip());
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** One array of objects, a row a line. */
    private void json(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        int width = columns.getColumnCount();
        List<String> keys = keys(columns);
        out.print("[");
        String separator = "\n";
        while (result.next()) {
            out.print(separator + "{");
            for (int i = 1; i <= width; i++) {
                out.print((i == 1 ? "" : ", ") + jsonText(keys.get(i - 1)) + ": "
                        + jsonValue(result, i, columns.getColumnType(i)));
            }
            out.print("}");
            separator = ",\n";
        }
        out.print("\n]\n");
    }

    /** The labels of the columns; one of before gets a number that is no label, as readers keep but the last of equal keys. */
    private static List<String> keys(ResultSetMetaData columns) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            labels.add(columns.getColumnLabel(i));
        }
        List<String> keys = new ArrayList<>();
        for (String label : labels) {
            String key = label;
            for (int n = 2; keys.contains(key) || (n > 2 && labels.contains(key)); n++) {
                key = label + "_" + n;
            }
            keys.add(key);
        }
        return keys;
    }

    private static String jsonValue(ResultSet result, int column, int type) throws SQLException {
        String text = result.getString(column);
        if (text == null) {
            return "null";
        }
        return switch (type) {
            case Types.BOOLEAN, Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.DECIMAL -> text;
            case Types.DOUBLE, Types.REAL -> Double.isFinite(Double.parseDouble(text)) ? text : "null";
            default -> jsonText(text);
        };
    }

    private static String jsonText(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                json.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private void table(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        int width = columns.getColumnCount();
        List<String> header = new ArrayList<>();
        boolean[] right = new boolean[width];
        for (int i = 1; i <= width; i++) {
            header.add(columns.getColumnLabel(i));
            right[i - 1] = columns.isSigned(i);
        }
        TextTable table = new TextTable(out, header, right, TABLE_BUFFER);
        long rows = 0;
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                String value = result.getString(i);
                row.add(value == null ? "" : value);
            }
            table.add(row);
            rows++;
        }
        table.finish();
        out.print("(" + rows + (rows == 1 ? " row)\n" : " rows)\n"));
    }
}
