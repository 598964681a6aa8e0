package dev.caresql.engine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlDialect;

/** A place where SQL runs and where the tables of a model lie. */
public interface Engine extends AutoCloseable {
    /** The engine's name for people, such as DuckDB. */
    String name();

    /** How the engine spells SQL. */
    SqlDialect dialect();

    /** The tables, with types read from the engine itself. */
    List<EngineTable> tables();

    /** The calendars whose business time the engine can tell; none unless it says so. */
    default Calendars calendars() {
        return Calendars.NONE;
    }

    /** The file that the tables lie in; empty for an engine that is not one file. */
    default Optional<Path> storedIn() {
        return Optional.empty();
    }

    /** Opens a session of its own; the caller closes it. */
    Connection connect() throws SQLException;

    /** Closes the engine and what it holds; sessions must be closed before. */
    @Override
    void close();
}
