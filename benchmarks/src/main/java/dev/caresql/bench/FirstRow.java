package dev.caresql.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A program of its own: opens a database, asks one question and prints its first row. */
final class FirstRow {
    private FirstRow() {}

    public static void main(String[] args) throws SQLException {
        Properties properties = new Properties();
        if (args[0].startsWith("jdbc:duckdb:")) {
            properties.setProperty("access_mode", "READ_ONLY");
        }
        try (Connection connection = DriverManager.getConnection(args[0], properties);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(args[1])) {
            rows.next();
            System.out.println(rows.getDouble(1));
        }
    }
}
