package dev.caresql.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Gives a statement of a test the values of its parameters. */
interface Setter {
    void set(PreparedStatement statement) throws SQLException;
}
