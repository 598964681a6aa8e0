package dev.caresql.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * A test over a small model of its own. The connection is open all the while, and so is the database, whatever connections
 * of its own a test opens and closes. A class that has to prepare more does so under names other than those here, which
 * would hide these methods.
 */
abstract class ConnectedTest {
    @TempDir
    static Path folder;

    static TestingModel model;
    static Connection connection;

    @BeforeAll
    static void open() throws SQLException {
        model = TestingModel.in(folder);
        connection = model.connect();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }
}
