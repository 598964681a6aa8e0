package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and times are read as their source spells them, in expressions and where sources meet, too. */
class SpellingsTest extends ImportingTest {
    private void orders(String sources, String from, String columns) throws Exception {
        model.file("caresql.yaml", """
                model: m
                timeZone: UTC
                sources: {%s}
                tables: {orders: {from: "%s", %s}}
                """.formatted(sources, from, columns));
    }

    @Test
    void aDecimalCommaHoldsInExpressions() throws Exception {
        model.file("a.csv", "id;v\n1;1.234\n2;2,5\n3;-1.234.567,25\n4;0.123\n5;7\n");
        orders(
                "a: {file: a.csv, delimiter: ';', decimal: ','}",
                "a",
                "columns: {order_id: id, net_amount: v, gross_amount: v * 1}, extra: {d: CAST(v AS DOUBLE), t: TRY_CAST(v AS DOUBLE),"
                        + " n: 'CAST(v AS DECIMAL(12, 1))', i: CAST(v AS INTEGER), big: v > 1000}");
        assertThat(model.query("SELECT order_id, net_amount, gross_amount, d, t, n, i, big FROM orders ORDER BY 1"))
                .containsExactly(
                        "1|1234.0000|1234.0000|1234.0|1234.0|1234.0|1234|true",
                        "2|2.5000|2.5000|2.5|2.5|2.5|3|false",
                        "3|-1234567.2500|-1234567.2500|-1234567.25|-1234567.25|-1234567.3|-1234567|false",
                        "5|7.0000|7.0000|7.0|7.0|7.0|7|false");
        assertThat(model.query("SELECT DISTINCT line_no, bad_value FROM data_quality"))
                .containsExactly("5|0.123");
    }

    @Test
    void aTextThatTheMappingHasMadeIsItsOwnMatter() throws Exception {
        model.file("a.csv", "id;v\n1;1,234\n");
        orders(
                "a: {file: a.csv, delimiter: ';', decimal: ','}",
                "a",
                "columns: {order_id: id}, extra: {d: \"CAST(REPLACE(v, ',', '.') AS DOUBLE)\"}");
        assertThat(model.query("SELECT d FROM orders")).containsExactly("1.234");
    }

    @Test
    void sumsOfGroupsHaveTheirDecimalComma() throws Exception {
        model.file("a.csv", "id;v\n1;1.234\n1;2.000\n1;100.000\n");
        orders(
                "a: {file: a.csv, delimiter: ';', decimal: ','}",
                "a",
                "groupBy: id, columns: {order_id: id, net_amount: SUM(v)}");
        assertThat(model.query("SELECT net_amount FROM orders")).containsExactly("103234.0000");
    }

    @Test
    void sourcesThatSpellAlikeMayMeet() throws Exception {
        model.file("a.csv", "id,v,d\n1,1.234,2025/01/05\n").file("b.tsv", "id\tv\td\n2\t12.500\t2025/02/05\n");
        orders(
                "a: {file: a.csv, decimal: ',', dateFormat: yyyy/dd/MM}, b: {file: b.tsv, decimal: ',', dateFormat: yyyy/dd/MM}",
                "(SELECT * FROM a UNION ALL SELECT * FROM b) AS x",
                "columns: {order_id: id, net_amount: v}, extra: {day: CAST(d AS DATE)}");
        assertThat(model.query("SELECT net_amount, day FROM orders ORDER BY order_id"))
                .containsExactly("1234.0000|2025-05-01", "12500.0000|2025-05-02");
    }

    @Test
    void sourcesThatSpellDifferentlyMayNot() throws Exception {
        model.file("a.csv", "id,v\n1,1.234\n").file("b.csv", "id,v\n1,\n");
        orders(
                "a: {file: a.csv, decimal: ','}, b: {file: b.csv}",
                "a JOIN b ON a.id = b.id",
                "columns: {order_id: a.id, net_amount: 'COALESCE(b.v, a.v)'}");
        assertThatThrownBy(() -> model.query("SELECT * FROM orders"))
                .hasMessageEndingWith(
                        "caresql.yaml:4: table orders: a DECIMAL comes from the sources a, b, which spell it differently;"
                                + " declare the type of its column in each of them");
        orders(
                "a: {file: a.csv, decimal: ',', columns: {v: decimal}}, b: {file: b.csv, columns: {v: decimal}}",
                "a JOIN b ON a.id = b.id",
                "columns: {order_id: a.id, net_amount: 'COALESCE(b.v, a.v)'}");
        assertThat(model.query("SELECT net_amount FROM orders")).containsExactly("1234.0000");
    }

    @ParameterizedTest
    @CsvSource({"json, '', '1|null,2|null,3|X'", "json, 'nulls: []', '1|,2|N/A,3|X'", "parquet, '', '1|null,2|null,3|X'"
    })
    void whatMeansNullDoesSoInEveryFormat(String format, String option, String expected) throws Exception {
        model.file("a.json", """
                {"id":"1","c":""}
                {"id":"2","c":"N/A"}
                {"id":"3","c":"X"}
                """);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (FROM (VALUES ('1', ''), ('2', 'N/A'), ('3', 'X')) AS t(id, c)) TO '"
                    + folder.resolve("a.parquet") + "' (FORMAT parquet)");
        }
        String nulls = option.isEmpty() ? "nulls: ['', N/A]" : option;
        orders("a: {file: a." + format + ", " + nulls + "}", "a", "columns: {order_id: id, customer_id: c}");
        assertThat(String.join(",", model.query("SELECT order_id, customer_id FROM orders ORDER BY 1")))
                .isEqualTo(expected);
    }

    @Test
    void numbersOfParquetHaveAPointWhateverTextsHave() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT '1' AS id, 1.234::DOUBLE AS n, '1.234' AS t) TO '"
                    + folder.resolve("a.parquet") + "' (FORMAT parquet)");
        }
        orders(
                "a: {file: a.parquet, decimal: ',', columns: {n: decimal}}",
                "a",
                "columns: {order_id: id, net_amount: n, gross_amount: t}");
        assertThat(model.query("SELECT net_amount, gross_amount FROM orders")).containsExactly("1.2340|1234.0000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "dd.MM.yyyy HHmm            | 05.01.2025 1030           | 2025-01-05 10:30:00.0",
                "dd.MM.yyyy HHmm            | 05.01.25 1030             | -",
                "dd/MM/yyyy HH:mm:ss.SSSSSS | 05/01/25 10:30:00.123456  | -",
                "dd/MM/yyyy HH:mm:ss.SSSSSS | 5/1/2025 9:30:00.5        | 2025-01-05 09:30:00.5",
                "dd/MM/yyyy HH:mm:ssZ       | 05/01/25 10:30:00+0700    | -",
                "dd/MM/yyyy HH:mm:ssZ       | 05/01/2025 10:30:00+0700  | 2025-01-05 03:30:00.0",
                "yyyyMMdd HHmmss            | 20250105 013000           | 2025-01-05 01:30:00.0",
                "yyyyMMdd HHmmss            | 20250105 13000            | -",
                "yyyyMMddHHmmss             | 2025010513000             | -",
                "ddMMyyyy                   | 1112025                   | -",
                "ddMMyyyy                   | 01112025                  | 2025-11-01 00:00:00.0",
                "d MMM yyyy h:mm a          | 5 Jan 2025 1:05 PM        | 2025-01-05 13:05:00.0",
                "dd/MM/yy HH:mm             | 05/01/25 10:30            | 2025-01-05 10:30:00.0",
                "-                          | 2025-07-05 10:00:00 BST   | -",
                "-                          | 2025-07-05 10:00:00 CET   | -",
                "-                          | 2025-07-05 10:00:00 UTC   | 2025-07-05 10:00:00.0",
                "-                          | 2025-07-05 10:00:00 GMT+2 | 2025-07-05 08:00:00.0",
                "-                          | 2025-07-05 10:00:00 Europe/London | 2025-07-05 09:00:00.0"
            })
    void whatDoesNotLookLikeThePatternIsSetAside(String pattern, String text, String time) throws Exception {
        model.file("a.csv", "id;at\n1;" + text + "\n");
        String format = pattern == null ? "" : ", timestampFormat: \"" + pattern + "\"";
        orders("a: {file: a.csv, delimiter: ';'" + format + "}", "a", "columns: {order_id: id, ordered_at: '\"at\"'}");
        String bad = "SELECT bad_value FROM data_quality";
        if (time == null) {
            assertThat(model.query("SELECT ordered_at FROM orders")).isEmpty();
            assertThat(model.query(bad)).containsExactly(text);
        } else {
            assertThat(model.query("SELECT ordered_at FROM orders")).containsExactly(time);
            assertThat(model.query(bad)).isEmpty();
        }
    }
}
