package dev.caresql.clock;

import dev.caresql.engine.ProgressListener;
import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.DatabaseSettings;
import dev.caresql.plan.PlannedQuery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model of tickets and calendars in a folder, asked in CareSQL. */
final class ClockModel {
    private final Path folder;
    private final StringBuilder model = new StringBuilder("model: m\n");
    private final StringBuilder sources = new StringBuilder("sources:\n");
    private final StringBuilder tables = new StringBuilder("tables:\n");

    ClockModel(Path folder) {
        this.folder = folder;
    }

    static String resource(String name) throws IOException {
        try (InputStream stream = ClockModel.class.getResourceAsStream("/business-time/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Adds top-level YAML, such as calendars. */
    ClockModel yaml(String text) {
        model.append(text).append('\n');
        return this;
    }

    /** A table whose file has the columns' names; a type such as {@code id:varchar} is declared. */
    ClockModel table(String name, String header, Iterable<String> rows) throws IOException {
        List<String> types = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (String column : header.split(",")) {
            String[] parts = column.split(":");
            types.add(parts[0] + ": " + parts[1]);
            columns.add(parts[0] + ": " + parts[0]);
        }
        Files.writeString(
                folder.resolve(name + ".csv"),
                header.replaceAll(":[a-z]+", "") + "\n" + String.join("\n", rows) + "\n");
        sources.append("  " + name + "_file: {file: " + name + ".csv, columns: {" + String.join(", ", types) + "}}\n");
        tables.append("  " + name + ": {from: " + name + "_file, columns: {" + String.join(", ", columns) + "}}\n");
        return this;
    }

    CareDatabase open() throws IOException {
        Files.writeString(folder.resolve("caresql.yaml"), model.toString() + sources + tables);
        return CareDatabase.open(DatabaseSettings.of(folder), ProgressListener.NONE);
    }

    static List<List<@Nullable Object>> query(CareDatabase database, String sql) throws SQLException {
        return query(database, sql, database.asOf());
    }

    static List<List<@Nullable Object>> query(CareDatabase database, String sql, Instant asOf) throws SQLException {
        PlannedQuery planned = database.plan(sql, asOf);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(planned.sql().text())) {
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
