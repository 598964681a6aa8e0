package dev.caresql.acceptance;

import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.duckdb.DuckDbEngine;
import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.model.CareModel;
import dev.caresql.model.ModelLoader;
import dev.caresql.model.ModelSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

/** Asks the data sets, with CareSQL and for comparison with DuckDB alone. */
final class RealData {
    private RealData() {}

    /** Opens a model over the folder of all data sets. */
    static Connection connect(Path model, Path snapshots) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("folder", DataSet.data().toString());
        properties.setProperty("snapshotFolder", snapshots.toString());
        return DriverManager.getConnection("jdbc:caresql:" + model, properties);
    }

    /** Opens the snapshot of a model, with the tables that tell about the import. */
    static DuckDbEngine snapshot(Path model, Path snapshots) {
        CareModel care = ModelLoader.load(model, new ModelSettings(Optional.of(DataSet.data())));
        SnapshotSettings settings = new SnapshotSettings(Optional.of(snapshots), Optional.empty(), OptionalInt.empty());
        return DuckDbEngine.open(care, settings, ProgressListener.NONE);
    }

    /** A column of texts that DuckDB itself computes. */
    static List<String> duckDb(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return texts(connection, sql);
        }
    }

    /** A column of texts. */
    static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            while (results.next()) {
                texts.add(results.getString(1));
            }
        }
        return texts;
    }

    /** DuckDB's reading of a file, all of it as text. */
    static String scan(Path file) {
        return "read_csv('" + file.toString().replace("'", "''") + "', header=true, all_varchar=true)";
    }
}
