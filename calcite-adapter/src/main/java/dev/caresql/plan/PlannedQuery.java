package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.engine.EngineSql;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * A statement ready to run.
 *
 * @param sql what the engine is sent; for EXPLAIN, what it would be sent
 * @param columns names and types of the result, of the explained statement where it is an EXPLAIN
 * @param origins for each of the columns the column of a table that it shows; empty for an expression
 * @param parameters the types of the user's question marks, in the order of his text
 * @param notes what a reader of the plan should know
 * @param isExplain whether the answer is the plan itself rather than rows
 */
public record PlannedQuery(
        EngineSql sql,
        List<RelDataTypeField> columns,
        List<Optional<ColumnOrigin>> origins,
        List<RelDataType> parameters,
        List<String> notes,
        boolean isExplain) {
    /** Requires the SQL and copies the lists. */
    public PlannedQuery {
        requireNonNull(sql, "sql is null");
        columns = List.copyOf(columns);
        origins = List.copyOf(origins);
        parameters = List.copyOf(parameters);
        notes = List.copyOf(notes);
    }

    /** What EXPLAIN PLAN FOR answers: the way taken, what was corrected, and the SQL sent. */
    public String explanation() {
        String corrections =
                notes.stream().map(note -> "fan-out: " + note + "\n").collect(joining());
        return "way: direct, one statement\n" + corrections + "sql:\n" + sql.text();
    }
}
