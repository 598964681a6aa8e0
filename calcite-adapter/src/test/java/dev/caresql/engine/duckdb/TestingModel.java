package dev.caresql.engine.duckdb;

import dev.caresql.engine.ProgressListener;
import dev.caresql.model.CareModel;
import dev.caresql.model.ModelLoader;
import dev.caresql.model.ModelSettings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A model in a folder of a test. */
final class TestingModel {
    private final Path folder;

    TestingModel(Path folder) {
        this.folder = folder;
    }

    TestingModel file(String name, String text) throws IOException {
        return file(name, text, StandardCharsets.UTF_8);
    }

    TestingModel file(String name, String text, Charset charset) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(charset));
        return this;
    }

    TestingModel bytes(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        return this;
    }

    /** A model of survey responses with id, score and time from the source "s". */
    TestingModel surveys(String source) throws IOException {
        return file("caresql.yaml", """
                model: m
                sources:
                  s: {%s}
                tables:
                  survey_responses:
                    from: s
                    columns: {response_id: id, score: score, comment_text: note}
                """.formatted(source));
    }

    /**
     * A model of interactions with id and talk time, from the files of calls, agents, teams and more.
     *
     * @param feed the keys of the table above its columns, such as {@code from}, between "; "
     */
    TestingModel calls(String feed, String talk, String onBadRow) throws IOException {
        return file("caresql.yaml", """
                model: m
                sources:
                  calls: {file: calls.csv}
                  agents: {file: agents.csv}
                  teams: {file: teams.csv}
                  more: {file: more.csv}
                tables:
                  interactions:
                    %s
                    columns: {interaction_id: id, talk_s: "%s"}
                onBadRow: %s
                """.formatted(feed.replace("; ", "\n    "), talk, onBadRow));
    }

    CareModel load() {
        return ModelLoader.load(folder, ModelSettings.DEFAULT);
    }

    DuckDbEngine open() {
        return DuckDbEngine.open(load(), SnapshotSettings.DEFAULT, ProgressListener.NONE);
    }

    /** Opens the model, runs a query and returns its rows, the columns joined by "|". */
    List<String> query(String sql) throws SQLException {
        try (DuckDbEngine engine = open()) {
            return query(engine, sql);
        }
    }

    static List<String> query(DuckDbEngine engine, String sql) throws SQLException {
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        }
    }
}
