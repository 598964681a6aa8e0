package dev.caresql.engine.duckdb;

import static java.util.stream.Collectors.joining;

import dev.caresql.config.Problems;
import dev.caresql.error.DidYouMean;
import dev.caresql.model.SourceDefinition;
import dev.caresql.model.SourceDefinition.DeclaredColumn;
import dev.caresql.model.SourceFormat;
import dev.caresql.model.TextFormat;
import dev.caresql.source.LineEnds;
import dev.caresql.source.ScanFile;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/** A source as a view of the importing connection, and in its checked form as a table with the numbers of its rows. */
final class SourceTable {
    /** Number of the row within all files of the source. */
    static final String ROW = "__row";

    /** The scanned file that the row comes from. */
    static final String FILE = "__file";

    /** In the checked view: the row's number, in as many digits as every number, with the source's name behind. */
    static final String PLACE = "__place";

    private static final int DIGITS = 18;

    private final SourceDefinition definition;
    private List<ScanFile> files;
    private final List<SourceColumn> columns;
    private Scans scans;

    private SourceTable(SourceDefinition definition, List<ScanFile> files, List<SourceColumn> columns, Scans scans) {
        this.definition = definition;
        this.files = List.copyOf(files);
        this.columns = List.copyOf(columns);
        this.scans = scans;
    }

    static SourceTable of(Connection connection, SourceDefinition source, List<ScanFile> files, Problems problems)
            throws SQLException {
        Scans scans = new Scans(source.format(), files);
        Map<String, String> engineTypes = scans.columns(connection);
        checkDeclared(source, engineTypes, problems);
        List<SourceColumn> columns = new ArrayList<>();
        Map<String, DeclaredColumn> declared = new LinkedHashMap<>();
        source.columns().forEach((name, column) -> declared.put(name.toLowerCase(Locale.ROOT), column));
        engineTypes.forEach((name, engineType) -> {
            if (!name.equals(ScanFile.ROW_NUMBER)) {
                Optional<ColumnType> type = Optional.ofNullable(declared.get(name.toLowerCase(Locale.ROOT)))
                        .map(DeclaredColumn::type);
                columns.add(column(source, name, engineType, type));
            }
        });
        return new SourceTable(source, files, columns, scans);
    }

    private static void checkDeclared(SourceDefinition source, Map<String, String> engineTypes, Problems problems) {
        source.columns().forEach((name, column) -> {
            if (engineTypes.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                problems.add(
                        column.place(),
                        "source " + source.name(),
                        "there is no column '" + name + "' in its files" + DidYouMean.hint(name, engineTypes.keySet()));
            }
        });
    }

    private static SourceColumn column(
            SourceDefinition source, String name, String engineType, Optional<ColumnType> declared) {
        RelDataTypeFactory factory = CareTypeFactory.shared();
        String quoted = DuckDbText.identifier(name);
        if ("TIMESTAMP WITH TIME ZONE".equals(engineType)) {
            String local = TimeZones.fromUtc("timezone('UTC', " + quoted + ")", source.timeZone());
            return new SourceColumn(name, ColumnType.TIMESTAMP.relType(factory), local, false);
        }
        Optional<RelDataType> known = DuckDbTypes.relType(engineType);
        boolean isText = "VARCHAR".equals(engineType);
        String text = withoutNulls(source, isText ? quoted : "CAST(" + quoted + " AS VARCHAR)");
        if (declared.isPresent() && declared.get() != ColumnType.VARCHAR) {
            TextFormat format = isText ? source.text() : FeedSql.ISO;
            String converted = new Conversions(format, source.timeZone()).fromText(text, declared.get());
            return new SourceColumn(name, declared.get().relType(factory), converted, true);
        }
        boolean asText = isText || known.isEmpty() || declared.isPresent();
        return new SourceColumn(
                name, asText ? ColumnType.VARCHAR.relType(factory) : known.get(), asText ? text : quoted, false);
    }

    /** The text, or NULL where it is one that means NULL; the scans of CSV know these by themselves. */
    private static String withoutNulls(SourceDefinition source, String text) {
        boolean scanned = source.format() == SourceFormat.CSV || source.format() == SourceFormat.XLSX;
        List<String> nulls = source.text().nulls();
        return scanned || nulls.isEmpty()
                ? text
                : "CASE WHEN "
                        + text
                        + nulls.stream().map(DuckDbText::literal).collect(joining(", ", " IN (", ") THEN NULL ELSE "))
                        + text + " END";
    }

    SourceDefinition definition() {
        return definition;
    }

    List<ScanFile> files() {
        return files;
    }

    /** Replaces its files whose line ends are of several kinds by copies; false when there is none. */
    boolean evenLines(LineEnds lineEnds) {
        List<ScanFile> evened = files.stream().map(lineEnds::even).toList();
        boolean changed = definition.format() == SourceFormat.CSV && !evened.equals(files);
        if (changed) {
            files = evened;
            scans = scans.over(evened);
        }
        return changed;
    }

    RelDataType rowType() {
        RelDataTypeFactory.Builder builder = CareTypeFactory.shared().builder();
        columns.forEach(column -> builder.add(column.name(), column.type()));
        return builder.build();
    }

    /** Makes the source a view over its files: one pass, which fails on the first value that does not fit. */
    void createView(Connection connection) throws SQLException {
        String select = columns.stream()
                .map(column -> column.raw() + " AS " + DuckDbText.identifier(column.name()))
                .collect(joining(", "));
        Jdbc.run(
                connection,
                "CREATE OR REPLACE VIEW " + DuckDbText.identifier(definition.name()) + " AS SELECT " + select
                        + " FROM (" + scans.select(false) + ") AS scan");
    }

    /** Reads the files into a table with row numbers; what is not a record at all is left to the rejects. */
    void createRaw(Connection connection) throws SQLException {
        Jdbc.run(
                connection,
                "CREATE OR REPLACE TABLE " + raw() + " AS SELECT row_number() OVER () AS " + DuckDbText.identifier(ROW)
                        + ", * FROM (" + scans.select(true) + ") AS scan");
    }

    /**
     * Notes the cells of declared columns that do not fit and makes the source a view over the rows that do.
     *
     * @param read the columns that matter
     */
    void createCheckedView(Connection connection, String table, Set<String> read) throws SQLException {
        String badRows = badRows();
        Jdbc.run(connection, "CREATE OR REPLACE TABLE " + badRows + " (bad_row BIGINT)");
        if (definition.format() == SourceFormat.JSON) {
            noteMalformedJson(connection, table, badRows);
        }
        for (SourceColumn column : columns) {
            if (column.checked() && read.contains(column.name())) {
                String bad = "TRY((" + column.raw() + ") IS NULL) IS NULL";
                Jdbc.run(connection, "INSERT INTO " + badRows + " SELECT " + ROW + " FROM " + raw() + " WHERE " + bad);
                Jdbc.run(
                        connection,
                        noteCells(
                                table,
                                column.name(),
                                "CAST(" + DuckDbText.identifier(column.name()) + " AS VARCHAR)",
                                "NOT_" + column.type().getSqlTypeName(),
                                bad));
            }
        }
        String select = columns.stream()
                .map(column ->
                        (column.checked() && !read.contains(column.name()) ? "TRY(" + column.raw() + ")" : column.raw())
                                + " AS " + DuckDbText.identifier(column.name()))
                .collect(joining(", "));
        Jdbc.run(
                connection,
                "CREATE OR REPLACE VIEW " + DuckDbText.identifier(definition.name()) + " AS SELECT " + select + ", "
                        + FILE + ", " + ROW + ", lpad(CAST(" + ROW + " AS VARCHAR), " + DIGITS + ", '0') || "
                        + DuckDbText.literal(definition.name()) + " AS " + PLACE + " FROM " + raw() + " WHERE " + ROW
                        + " NOT IN (SELECT bad_row FROM "
                        + badRows + ")");
    }

    /** Notes the rows of the checked view for which a condition holds and takes them out of the view. */
    void setAside(Connection connection, String table, InnerChecks.Check check) throws SQLException {
        String view = DuckDbText.identifier(definition.name());
        Jdbc.run(
                connection,
                "CREATE OR REPLACE TEMP TABLE found_rows AS SELECT " + FILE + ", " + ROW + ", CAST("
                        + DuckDbText.identifier(check.column()) + " AS VARCHAR) AS bad_value FROM " + view + " WHERE "
                        + check.condition());
        Jdbc.run(
                connection,
                "INSERT INTO " + BadRows.CELLS + " SELECT " + DuckDbText.literal(table) + ", "
                        + DuckDbText.literal(definition.name()) + ", " + FILE + ", " + ROW + ", "
                        + DuckDbText.literal(check.column()) + ", bad_value, " + DuckDbText.literal(check.rule())
                        + ", CAST(NULL AS VARCHAR) FROM found_rows");
        Jdbc.run(connection, "INSERT INTO " + badRows() + " SELECT " + ROW + " FROM found_rows");
    }

    private String badRows() {
        return DuckDbText.identifier("bad_" + definition.name());
    }

    /** DuckDB reads a line that is no JSON as a row of NULLs. */
    private void noteMalformedJson(Connection connection, String table, String badRows) throws SQLException {
        String allNull = columns.stream()
                .map(column -> DuckDbText.identifier(column.name()) + " IS NULL")
                .collect(joining(" AND "));
        Jdbc.run(connection, "INSERT INTO " + badRows + " SELECT " + ROW + " FROM " + raw() + " WHERE " + allNull);
        Jdbc.run(connection, noteCells(table, "", "CAST(NULL AS VARCHAR)", BadRows.NOT_JSON, allNull));
    }

    private String noteCells(String table, String column, String value, String rule, String condition) {
        return "INSERT INTO " + BadRows.CELLS + " SELECT " + DuckDbText.literal(table) + ", "
                + DuckDbText.literal(definition.name()) + ", " + FILE + ", " + ROW + ", "
                + (column.isEmpty() ? "NULL" : DuckDbText.literal(column)) + ", " + value + ", "
                + DuckDbText.literal(rule) + ", CAST(NULL AS VARCHAR) FROM " + raw() + " WHERE " + condition;
    }

    /** The name of the table that {@link #createRaw} makes. */
    String raw() {
        return DuckDbText.identifier("raw_" + definition.name());
    }

    /** Fills in the files of the noted cells whose row in this source is known. */
    void completeCells(Connection connection) throws SQLException {
        Jdbc.run(
                connection,
                "UPDATE " + BadRows.CELLS + " SET scan_file = numbered." + FILE + " FROM " + raw()
                        + " AS numbered WHERE scan_file IS NULL AND scan_row = numbered." + ROW + " AND source_name = "
                        + DuckDbText.literal(definition.name()));
    }

    /** The source's name in a place. */
    static String sourceOf(String place) {
        return "substr(" + place + ", " + (DIGITS + 1) + ")";
    }

    /** The row's number in a place. */
    static String rowOf(String place) {
        return "CAST(substr(" + place + ", 1, " + DIGITS + ") AS BIGINT)";
    }
}
