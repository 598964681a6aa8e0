package dev.caresql.engine.duckdb;

import static java.util.stream.Collectors.joining;

import dev.caresql.engine.DerivationCompiler;
import dev.caresql.engine.Derivations;
import dev.caresql.engine.RelSql;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.RepeatWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;

/**
 * The derived columns of a table. What needs more than the row is stored, so that no KPI needs a window function; an
 * expression over the row is a generated column, which DuckDB computes as it reads.
 */
final class DerivedColumns {
    private static final String SCHEMA = "snap";
    private static final String PASS = "derived_rows";

    /** A dictionary of values that do not recur costs a tenth of an import's time, and one more whenever they are read. */
    private static final String PLAINLY = " USING COMPRESSION uncompressed";

    private final TargetTable target;
    private final Derivations derivations;
    private final RelSql relSql = new RelSql(DuckDbDialect.INSTANCE);

    DerivedColumns(TargetTable target, RepeatWindow repeatWindow) {
        this.target = target;
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        target.stored().forEach((name, type) -> columns.put(name, relType(type)));
        this.derivations = new DerivationCompiler(
                        target.canonical(),
                        List.of(SCHEMA, target.canonical().name()),
                        columns,
                        repeatWindow.settings())
                .compile();
    }

    private static RelDataType relType(String type) {
        return DuckDbTypes.relType(type)
                .orElseThrow(() -> new CareSqlException(ErrorCode.INTERNAL, "A table has a column of type " + type));
    }

    /** The definitions of all columns of the table, derived ones last. */
    String definitions() {
        List<String> definitions = new ArrayList<>();
        target.stored()
                .forEach((name, type) -> definitions.add(
                        DuckDbText.identifier(name) + " " + type + (target.isDiverse(name) ? PLAINLY : "")));
        derivations.passes().forEach(pass -> pass.columns().forEach(column -> definitions.add(definition(column))));
        derivations
                .computed()
                .forEach((column, plan) -> definitions.add(
                        definition(column) + " GENERATED ALWAYS AS (" + relSql.writeExpression(plan) + ") VIRTUAL"));
        return String.join(", ", definitions);
    }

    private static String definition(CanonicalColumn column) {
        return DuckDbText.identifier(column.name()) + " " + DuckDbTypes.name(column.type());
    }

    /**
     * What belongs into derived columns as rows are inserted, by names, as expressions over the other columns as they are
     * stored; NULL into all others.
     */
    Map<String, String> initialValues() {
        Map<String, String> values = new LinkedHashMap<>();
        derivations.passes().forEach(pass -> pass.initial()
                .forEach((column, value) -> values.put(column.name(), relSql.writeExpression(value))));
        return values;
    }

    /** Fills the stored columns of a table that holds all its rows, inserted with nothing in them. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        Map<String, String> initial = initialValues();
        if (!initial.isEmpty()) {
            statements.add("UPDATE " + table() + " SET "
                    + initial.entrySet().stream()
                            .map(value -> DuckDbText.identifier(value.getKey()) + " = " + value.getValue())
                            .collect(joining(", ")));
        }
        statements.addAll(corrections());
        return statements;
    }

    /**
     * Fills the stored columns of a table that holds all its rows, inserted with their initial values. What differs is
     * computed into a table of its own first: an UPDATE straight from the query takes three times as long, as it runs on
     * one thread.
     */
    List<String> corrections() {
        List<String> statements = new ArrayList<>();
        for (Derivations.Pass pass : derivations.passes()) {
            statements.add("CREATE OR REPLACE TEMP TABLE " + PASS + " AS "
                    + relSql.write(pass.plan()).text());
            statements.add("UPDATE " + table() + " AS target SET "
                    + pass.columns().stream()
                            .map(column -> DuckDbText.identifier(column.name()))
                            .map(name -> name + " = " + PASS + "." + name)
                            .collect(joining(", "))
                    + " FROM " + PASS + " WHERE target." + DerivationCompiler.ROW_ID + " = " + PASS + "."
                    + DerivationCompiler.ROW_ID);
            statements.add("DROP TABLE " + PASS);
        }
        return statements;
    }

    private String table() {
        return SCHEMA + "." + DuckDbText.identifier(target.canonical().name());
    }
}
