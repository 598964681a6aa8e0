package dev.caresql.bench;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of DatabaseMetaData with which tools fill their trees, each read to its end in a warm JVM. */
final class MetadataBenchmark {
    private static final double MOST_MILLIS = 50;
    private static final int WARM_UP = 5;

    private static final Map<String, Call> CALLS = calls();

    private final Connection connection;

    MetadataBenchmark(Connection connection) {
        this.connection = requireNonNull(connection, "connection is null");
    }

    private static Map<String, Call> calls() {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("getSchemas", DatabaseMetaData::getSchemas);
        calls.put("getTables of all", metaData -> metaData.getTables(null, null, "%", null));
        calls.put("getColumns of all", metaData -> metaData.getColumns(null, null, "%", "%"));
        calls.put("getColumns of kpis", metaData -> metaData.getColumns(null, "care", "kpis", null));
        calls.put("getPrimaryKeys of all", metaData -> metaData.getPrimaryKeys(null, null, "%"));
        calls.put("getImportedKeys of all", metaData -> metaData.getImportedKeys(null, null, "%"));
        calls.put("getExportedKeys of one", metaData -> metaData.getExportedKeys(null, "care", "agents"));
        calls.put("getIndexInfo of one", metaData -> metaData.getIndexInfo(null, "care", "tickets", false, true));
        calls.put("getFunctions of all", metaData -> metaData.getFunctions(null, null, "%"));
        calls.put("getFunctionColumns of all", metaData -> metaData.getFunctionColumns(null, null, "%", "%"));
        calls.put("getTypeInfo", DatabaseMetaData::getTypeInfo);
        return calls;
    }

    List<Figure> run(int repetitions) throws SQLException {
        List<Figure> figures = new ArrayList<>();
        for (Map.Entry<String, Call> call : CALLS.entrySet()) {
            Samples samples = new Samples();
            long rows = 0;
            for (int i = -WARM_UP; i < repetitions; i++) {
                long start = System.nanoTime();
                rows = read(call.getValue());
                if (i >= 0) {
                    samples.add(start);
                }
            }
            figures.add(new Figure(
                    "metadata: " + call.getKey(),
                    "p50 " + Figure.ms(samples.p50()),
                    "",
                    rows + " rows, p90 " + Figure.ms(samples.percentile(0.9)),
                    "p50 <= " + Figure.ms(MOST_MILLIS),
                    samples.p50() <= MOST_MILLIS));
        }
        return figures;
    }

    private long read(Call call) throws SQLException {
        try (ResultSet result = call.of(connection.getMetaData())) {
            int columns = result.getMetaData().getColumnCount();
            long rows = 0;
            while (result.next()) {
                rows++;
                for (int i = 1; i <= columns; i++) {
                    result.getObject(i);
                }
            }
            return rows;
        }
    }

    private interface Call {
        ResultSet of(DatabaseMetaData metaData) throws SQLException;
    }
}
