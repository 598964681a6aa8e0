package dev.caresql.lint;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.config.Located;
import dev.caresql.engine.EngineTable;
import dev.caresql.model.CareModel;
import dev.caresql.model.TableFeed;
import dev.caresql.model.TableMapping;
import dev.caresql.plan.CareDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * What lints look at.
 *
 * @param database the model with its data
 */
record LintContext(CareDatabase database) {
    LintContext {
        requireNonNull(database, "database is null");
    }

    /** The tables that the model maps and the engine holds. */
    List<TableMapping> mappings() {
        return database.model().map(CareModel::tables).orElse(List.of()).stream()
                .filter(mapping -> columns(mapping.table().name()).isPresent())
                .toList();
    }

    Optional<TableMapping> mapping(String table) {
        return mappings().stream()
                .filter(mapping -> mapping.table().name().equals(table))
                .findFirst();
    }

    /** The columns that a table has. */
    Optional<RelDataType> columns(String table) {
        return database.tables().stream()
                .filter(known -> known.name().equals(table))
                .map(EngineTable::rowType)
                .findFirst();
    }

    /** Whether a table has all of these columns. */
    boolean has(String table, String... names) {
        return columns(table)
                .filter(type -> Stream.of(names).allMatch(name -> type.getField(name, true, false) != null))
                .isPresent();
    }

    /** Where a column is mapped, or else its table. */
    Located place(TableMapping mapping, String column) {
        List<TableFeed> feeds = mapping.feeds();
        return feeds.stream()
                .map(feed -> feed.columns().getOrDefault(column, feed.extra().get(column)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> feeds.get(0).place());
    }

    /** The KPIs of the user's own files. */
    List<Kpi> usersKpis() {
        return database.catalog().usersKpis();
    }

    /** The rows of a statement, values as text. */
    List<List<@Nullable String>> rows(String sql) throws SQLException {
        String text = database.plan(sql, database.asOf()).sql().text();
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(text)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The counts in the only row of a statement. */
    List<Long> counts(String sql) throws SQLException {
        return rows(sql).get(0).stream()
                .map(value -> value == null ? 0 : Long.parseLong(value))
                .toList();
    }

    /** A name as SQL writes it. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
