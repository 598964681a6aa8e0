package dev.caresql.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.plan.TestingDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables with the rows of one worked example, and what KPIs say about them in both forms. */
final class Examples implements AutoCloseable {
    private static final KpiCatalog CATALOG = KpiCatalogLoader.load(List.of(), new Problems());
    private static final double TOLERANCE = 1e-9;

    private final TestingDatabase database;

    Examples() throws SQLException {
        this.database = TestingTables.create(CATALOG);
    }

    /** Adds rows: a table's name with columns, and a tuple for each row in DuckDB's SQL. */
    Examples rows(String into, String... tuples) throws SQLException {
        database.duckDb("INSERT INTO " + into + " VALUES " + String.join(", ", tuples));
        TestingTables.derive(database, into);
        return this;
    }

    /** Adds the rows of a query in DuckDB's SQL. */
    Examples select(String into, String query) throws SQLException {
        database.duckDb("INSERT INTO " + into + " " + query);
        TestingTables.derive(database, into);
        return this;
    }

    Examples asOf(String instant) {
        database.asOf(instant);
        return this;
    }

    /** A call with its options, such as {@code CSAT(min_satisfied => 5)}, explicit and without columns. */
    Examples expect(String call, @Nullable Double expected) throws SQLException {
        int open = call.indexOf('(');
        String function = call.substring(0, open);
        Kpi kpi = Examples.kpi(function);
        String table = kpi.binding().orElseThrow().table().text();
        String options = call.substring(open + 1, call.length() - 1);
        for (String form : List.of(call, explicit(function, kpi, options))) {
            Object actual = database.value("SELECT " + form + " FROM " + table);
            if (expected == null) {
                assertThat(actual).as(form).isNull();
            } else {
                assertThat(actual).as(form).isInstanceOf(Number.class);
                assertThat(((Number) actual).doubleValue())
                        .as(form)
                        .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
            }
        }
        return this;
    }

    /** A call over the rows of a query, such as those of two tables one below the other. */
    Examples expectOf(String call, String rows, double expected) throws SQLException {
        Object actual = database.value("SELECT " + call + " FROM (" + rows + ")");
        assertThat(actual).as(call).isInstanceOf(Number.class);
        assertThat(((Number) actual).doubleValue())
                .as(call)
                .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
        return this;
    }

    /** The KPI that a function is of: its value, or one of its components. */
    static Kpi kpi(String function) {
        return CATALOG.find(function)
                .or(() -> CATALOG.component(function).map(KpiCatalog.ComponentName::kpi))
                .orElseThrow();
    }

    /** Any expression over one table. */
    Object value(String expression, String table) throws SQLException {
        return database.value("SELECT " + expression + " FROM " + table);
    }

    List<List<Object>> query(String sql) throws SQLException {
        return database.rows(sql);
    }

    /** The explicit form of a call without columns, with the binding's columns and rows. */
    static String explicit(String function, Kpi kpi, String options) {
        KpiBinding binding = kpi.binding().orElseThrow();
        List<String> arguments = new ArrayList<>();
        for (KpiParameter column : kpi.columns()) {
            arguments.add(binding.arguments().get(column.name()).text());
        }
        for (KpiParameter option : kpi.options()) {
            Located bound = binding.arguments().get(option.name());
            if (bound != null && !options.contains(option.name() + " ")) {
                arguments.add(option.name() + " => "
                        + binding.expression(option).orElseThrow().text());
            }
        }
        if (!options.isEmpty()) {
            arguments.add(options);
        }
        String where = binding.where().map(Located::text).orElse("TRUE");
        return function + "(" + String.join(", ", arguments) + ") FILTER (WHERE " + where + ")";
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
