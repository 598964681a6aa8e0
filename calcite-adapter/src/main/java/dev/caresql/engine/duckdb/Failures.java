package dev.caresql.engine.duckdb;

import static java.util.stream.Collectors.joining;

import dev.caresql.engine.RelSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** The rows inside a mapping's query that are set aside since an expression fails on them: each is a query of its own. */
final class Failures {
    private static final String VALUE = "__value";

    private final List<Failure> failures = new ArrayList<>();

    /** Notes rows on which an expression fails. */
    void add(PlacedRows failed, RexNode expression) {
        add(failed, Origins.refs(expression).stream().distinct().toList(), "NOT_" + InnerChecks.castType(expression));
    }

    /**
     * Notes rows.
     *
     * @param failed all of them fail
     * @param read the fields that are named and shown, windows and sub-queries only where there is nothing else
     * @param rule what they break
     */
    void add(PlacedRows failed, List<RexInputRef> read, String rule) {
        RexBuilder rex = failed.rex();
        List<String> names = failed.rel().getRowType().getFieldNames();
        List<RexInputRef> named = read.stream()
                .filter(ref -> !names.get(ref.getIndex()).startsWith(Hoist.FIELD))
                .toList();
        List<RexInputRef> shown = named.isEmpty() ? read : named;
        List<RexNode> fields = new ArrayList<>();
        IntStream.range(0, failed.width())
                .forEach(i -> fields.add(RexInputRef.of(i, failed.rel().getRowType())));
        fields.add(shown.isEmpty() ? failed.place(rex.makeLiteral(true)) : failed.place(shown.get(0)));
        fields.add(shown(rex, shown, failed.text()));
        List<String> all = new ArrayList<>(names.subList(0, failed.width()));
        all.add(SourceTable.PLACE);
        all.add(VALUE);
        failures.add(new Failure(
                LogicalProject.create(failed.rel(), List.of(), fields, all, Set.of()),
                names.subList(0, failed.width()),
                shown.stream().map(ref -> names.get(ref.getIndex())).collect(joining(", ")),
                rule));
    }

    /** The fields' values as text; several are separated by commas. */
    static RexNode shown(RexBuilder rex, List<RexInputRef> refs, RelDataType text) {
        RexNode shown = rex.makeNullLiteral(text);
        for (int i = 0; i < refs.size(); i++) {
            RexNode value = rex.makeAbstractCast(text, refs.get(i), false);
            RexNode named = refs.size() == 1
                    ? value
                    : rex.makeCall(SqlStdOperatorTable.COALESCE, value, rex.makeLiteral("NULL"));
            shown = i == 0
                    ? named
                    : rex.makeCall(
                            SqlStdOperatorTable.CONCAT,
                            rex.makeCall(SqlStdOperatorTable.CONCAT, shown, rex.makeLiteral(", ")),
                            named);
        }
        return shown;
    }

    /** Lists the rows in the connection's list of bad cells, as cells of a table. */
    void note(Connection connection, String table) throws SQLException {
        for (Failure failure : failures) {
            String record = failure.fields.stream()
                    .map(name -> DuckDbText.literal(name) + ": failed." + DuckDbText.identifier(name))
                    .collect(joining(", ", "{", "}"));
            Jdbc.run(
                    connection,
                    BadRows.insertCells(
                            table,
                            "failed." + SourceTable.PLACE,
                            DuckDbText.literal(failure.columns) + ", failed." + VALUE + ", "
                                    + DuckDbText.literal(failure.rule),
                            "CAST(to_json(" + record + ") AS VARCHAR)",
                            "("
                                    + new RelSql(DuckDbDialect.INSTANCE)
                                            .write(failure.rows)
                                            .text() + ") AS failed"));
        }
    }

    private record Failure(RelNode rows, List<String> fields, String columns, String rule) {}
}
