package dev.caresql.plan;

import static java.util.stream.Collectors.joining;

import dev.caresql.catalog.KpiCatalog;
import dev.caresql.engine.Calendars;
import dev.caresql.engine.DerivedTables;
import dev.caresql.engine.EngineTable;
import dev.caresql.engine.ModelValues;
import dev.caresql.engine.RelSql;
import dev.caresql.engine.TableStatistics;
import dev.caresql.engine.duckdb.DuckDbDialect;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.RepeatWindow;
import dev.caresql.schema.CareTable;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.jspecify.annotations.Nullable;

/** A DuckDB in memory with the planner over it: create tables with DuckDB's SQL, then ask in CareSQL's. */
public final class TestingDatabase implements AutoCloseable {
    private static final long ROWS_OF_LARGE = 10_000_000;
    private static final long DISTINCT_OF_LARGE = 10;
    private static final CanonicalTables TABLES = CanonicalTables.load();
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Connection connection;
    private final FormulaCompiler compiler;
    private @Nullable QueryPlanner planner;
    private boolean large;
    private ModelTables model = new ModelTables(
            DerivedTables.none(),
            new ModelValues(ZONE, RepeatWindow.DEFAULT),
            () -> Calendars.NONE,
            ModelTables.canonical());
    private FanOut fanOut = FanOut.CORRECT;
    private Instant asOf = Instant.parse("2026-01-01T00:00:00Z");

    /** Opens an empty database that knows the KPIs of a catalog. */
    public TestingDatabase(KpiCatalog catalog) throws SQLException {
        this(new FormulaCompiler(catalog));
    }

    /** Opens an empty database with formulas that others have compiled before. */
    public TestingDatabase(FormulaCompiler compiler) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        this.compiler = compiler;
    }

    /** Sets what AS_OF() means. */
    public TestingDatabase asOf(String instant) {
        this.asOf = Instant.parse(instant);
        return this;
    }

    /** Sets what becomes of a KPI whose rows a join repeats. */
    public TestingDatabase fanOut(FanOut choice) {
        this.fanOut = choice;
        this.planner = null;
        return this;
    }

    /** Plans as if every table had many rows and every column few values, whatever they have. */
    public TestingDatabase large() {
        this.large = true;
        planner = null;
        return this;
    }

    /** Runs a statement of DuckDB itself. */
    public TestingDatabase duckDb(String sql) throws SQLException {
        planner = null;
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    /** The rows of a query in DuckDB's own SQL. */
    public List<List<@Nullable Object>> duckDbRows(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return rows(statement);
        }
    }

    /** Plans a statement without running it. */
    public PlannedQuery plan(String sql) throws SQLException {
        if (planner == null) {
            planner = new QueryPlanner(schema(), List.of(), compiler, DuckDbDialect.INSTANCE, model, fanOut);
        }
        return planner.plan(sql, asOf, Map.of());
    }

    /** The rows of a query in CareSQL. */
    public List<List<@Nullable Object>> rows(String sql, Object... parameters) throws SQLException {
        PlannedQuery planned = plan(sql);
        try (PreparedStatement statement =
                connection.prepareStatement(planned.sql().text())) {
            int position = 1;
            for (int parameter : planned.sql().parameters()) {
                statement.setObject(position++, parameters[parameter]);
            }
            return rows(statement);
        }
    }

    /** The rows of a query in CareSQL, to be compared: fractions to nine decimals, everything else as text. */
    public List<List<Object>> comparable(String sql) throws SQLException {
        return comparable(rows(sql));
    }

    /** The same of a query in DuckDB's own SQL. */
    public List<List<Object>> duckDbComparable(String sql) throws SQLException {
        return comparable(duckDbRows(sql));
    }

    private static List<List<Object>> comparable(List<? extends List<?>> rows) {
        return rows.stream()
                .<List<Object>>map(row -> row.stream()
                        .<Object>map(
                                value -> value instanceof Double number ? Math.round(number * 1e9) / 1e9 : "" + value)
                        .toList())
                .toList();
    }

    /** The only value of a query in CareSQL. */
    public @Nullable Object value(String sql, Object... parameters) throws SQLException {
        return rows(sql, parameters).get(0).get(0);
    }

    private static List<List<@Nullable Object>> rows(PreparedStatement statement) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (ResultSet results = statement.executeQuery()) {
            int width = results.getMetaData().getColumnCount();
            while (results.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(results.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private TableStatistics statistics(RelDataType rowType) {
        Map<String, Long> distinct = new HashMap<>();
        rowType.getFieldNames().forEach(column -> distinct.put(column, DISTINCT_OF_LARGE));
        return large ? new TableStatistics(ROWS_OF_LARGE, distinct) : TableStatistics.UNKNOWN;
    }

    /**
     * Derives tables from those there are now, as an import does: CareSQL's own and more, in a business time zone. To be
     * called again when rows have changed.
     */
    public TestingDatabase derive(ZoneId zone, CanonicalTable... more) throws SQLException {
        Map<String, CanonicalTable> definitions = new LinkedHashMap<>(CanonicalTables.derived());
        for (CanonicalTable table : more) {
            definitions.put(table.name(), table);
        }
        for (String name : definitions.keySet()) {
            duckDb("DROP TABLE IF EXISTS " + name);
        }
        DerivedTables derived = new DerivedTables(definitions, () -> TABLES.all(), stored());
        ModelValues values = new ModelValues(zone, RepeatWindow.DEFAULT);
        for (CanonicalTable table : derived.toStore()) {
            String sql = new RelSql(DuckDbDialect.INSTANCE)
                    .write(values.apply(derived.plan(table)))
                    .text();
            duckDb(table.allColumns().values().stream()
                    .map(column -> column.name() + " "
                            + (column.type() == ColumnType.DECIMAL ? "DECIMAL(19, 4)" : column.type()))
                    .collect(joining(", ", "CREATE TABLE " + table.name() + " (", ")")));
            duckDb("INSERT INTO " + table.name() + " " + sql);
            derived = derived.withStored(table);
        }
        model = new ModelTables(derived, values, () -> Calendars.NONE, ModelTables.canonical());
        return this;
    }

    CalciteSchema schema() throws SQLException {
        CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
        Map<String, RelDataType> rowTypes = tables();
        rowTypes.forEach((name, columns) ->
                schema.add(name, new CareTable(new EngineTable(name, columns, statistics(columns)))));
        KpisTable kpis = new KpisTable(
                () -> FactLayoutBuilder.build(new FactTables(List.of(), rowTypes, TABLES.all()), compiler));
        schema.add(KpisTable.NAME, kpis);
        schema.add(ScorecardTable.NAME, new ScorecardTable(kpis, compiler));
        return schema;
    }

    /** All tables with their columns, those that queries derive too. */
    Map<String, RelDataType> tables() throws SQLException {
        Map<String, RelDataType> tables = stored();
        for (EngineTable view : model.derived().views()) {
            tables.put(view.name(), view.rowType());
        }
        return tables;
    }

    private Map<String, RelDataType> stored() throws SQLException {
        Map<String, RelDataType> stored = new LinkedHashMap<>();
        RelDataTypeFactory factory = CareTypeFactory.shared();
        for (List<@Nullable Object> table : duckDbRows("SELECT table_name FROM duckdb_tables()")) {
            String name = String.valueOf(table.get(0));
            RelDataTypeFactory.Builder columns = factory.builder();
            for (List<@Nullable Object> column : duckDbRows("SELECT column_name, data_type FROM duckdb_columns()"
                    + " WHERE table_name = '" + name + "' ORDER BY column_index")) {
                String type = String.valueOf(column.get(1)).replaceAll("\\(.*", "");
                columns.add(
                        String.valueOf(column.get(0)),
                        ColumnType.ofName(type).orElseThrow().relType(factory));
            }
            stored.put(name, columns.build());
        }
        return stored;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
