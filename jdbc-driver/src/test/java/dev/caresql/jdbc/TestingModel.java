package dev.caresql.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A small model in a folder of a test. */
public final class TestingModel {
    private static final String YAML = """
            model: acme
            asOf: 2026-02-01T00:00:00
            sources:
              survey: {file: survey.csv}
              people: {file: people.csv}
            tables:
              survey_responses:
                from: survey
                columns:
                  response_id: id
                  customer_id: customer
                  survey_type: "'NPS'"
                  score: score
                  responded_at: answered
                  comment_text: note
              customers:
                from: people
                columns: {customer_id: id}
                extra: {segment: segment}
            """;

    private static final String SURVEY = """
            id,customer,score,answered,note
            1,a,10,2026-01-05 10:00:00.123456,Tuyệt vời
            2,a,9,2026-01-06 11:00:00,
            3,b,3,2026-01-07 12:30:15.5,"slow, rude"
            4,c,7,2026-01-08 00:00:00,ok
            """;

    private final Path folder;

    private TestingModel(Path folder) {
        this.folder = folder;
    }

    /** Writes the model and its data. */
    public static TestingModel in(Path folder) {
        try {
            Files.writeString(folder.resolve("caresql.yaml"), YAML);
            Files.writeString(folder.resolve("survey.csv"), SURVEY);
            Files.writeString(folder.resolve("people.csv"), "id,segment\na,gold\nb,silver\nc,\n");
            return new TestingModel(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** The URL of the folder. */
    public String url() {
        return "jdbc:caresql:" + folder;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** The rows of a query, the values of a row as text between bars. */
    static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return rows(result);
        }
    }

    static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= width; i++) {
                row.append(i == 1 ? "" : "|").append(result.getString(i));
            }
            rows.add(row.toString());
        }
        return rows;
    }
}
