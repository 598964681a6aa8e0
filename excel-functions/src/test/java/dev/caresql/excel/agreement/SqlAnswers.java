package dev.caresql.excel.agreement;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.engine.Engine;
import dev.caresql.engine.EngineTable;
import dev.caresql.engine.duckdb.DuckDbDialect;
import dev.caresql.excel.TestingCatalog;
import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.FanOut;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDialect;
import org.jspecify.annotations.Nullable;

/** What SQL says, over the same values in tables of a DuckDB in memory. NaN stands for NULL. */
final class SqlAnswers implements AutoCloseable {
    private final Connection connection;
    private final CareDatabase database;

    SqlAnswers(List<Questions> all) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        List<EngineTable> tables = new ArrayList<>();
        for (Questions questions : all) {
            tables.add(create(questions));
        }
        this.database = new CareDatabase(
                new InMemory(connection, tables),
                TestingCatalog.load(),
                RandomCells.AS_OF.toInstant(ZoneOffset.UTC),
                Optional.empty(),
                FanOut.CORRECT);
    }

    private EngineTable create(Questions questions) throws SQLException {
        RelDataTypeFactory factory = CareTypeFactory.shared();
        RelDataTypeFactory.Builder columns = factory.builder();
        List<String> definitions = new ArrayList<>();
        for (String name : questions.columns().keySet()) {
            ColumnType type = CellValue.sqlType(type(questions, name));
            columns.add(columnName(name), type.relType(factory));
            definitions.add(columnName(name) + " " + type);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table(questions) + " (" + String.join(", ", definitions) + ")");
            statement.execute("INSERT INTO " + table(questions) + " VALUES " + values(questions));
        }
        return new EngineTable(table(questions), columns.build());
    }

    Map<String, Double> answers(Questions questions) throws SQLException {
        String calls = questions.calls().stream().map(Call::sql).collect(Collectors.joining(",\n  "));
        String sql = "SELECT " + calls + "\nFROM " + table(questions);
        String planned = database.plan(sql, database.asOf()).sql().text();
        Map<String, Double> answers = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(planned);
                ResultSet result = statement.executeQuery()) {
            result.next();
            int column = 1;
            for (Call call : questions.calls()) {
                double answer = result.getDouble(column++);
                answers.put(call.id(), result.wasNull() ? Double.NaN : answer);
            }
        }
        return answers;
    }

    /** The one row of a query that needs no table. */
    List<@Nullable Object> row(String sql) throws SQLException {
        String planned = database.plan(sql, database.asOf()).sql().text();
        try (PreparedStatement statement = connection.prepareStatement(planned);
                ResultSet result = statement.executeQuery()) {
            result.next();
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.add(result.getObject(i));
            }
            return row;
        }
    }

    private static String table(Questions questions) {
        return "t_" + questions.kpi().kpi().name().text().toLowerCase(Locale.ROOT);
    }

    private static String columnName(String name) {
        return name.equals("m") ? name : "c_" + name;
    }

    private static String values(Questions questions) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < Questions.ROWS; row++) {
            List<String> values = new ArrayList<>();
            for (Map.Entry<String, List<CellValue>> column : questions.columns().entrySet()) {
                values.add(column.getValue().get(row).inSql(type(questions, column.getKey())));
            }
            rows.add(values.stream().collect(Collectors.joining(", ", "(", ")")));
        }
        return String.join(",\n", rows);
    }

    private static ColumnType type(Questions questions, String name) {
        return questions.kpi().kpi().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(KpiParameter::type)
                .findFirst()
                .orElse(ColumnType.DOUBLE);
    }

    @Override
    public void close() {
        database.close();
    }

    private record InMemory(Connection connection, List<EngineTable> tables) implements Engine {
        @Override
        public String name() {
            return "DuckDB";
        }

        @Override
        public SqlDialect dialect() {
            return DuckDbDialect.INSTANCE;
        }

        @Override
        public Connection connect() {
            return connection;
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
