package dev.caresql.schema;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.Engine;
import dev.caresql.engine.EngineTable;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.ScannableTable;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlDialect;
import org.jspecify.annotations.Nullable;

/** A table that a stock Calcite connection reads row by row. */
final class ScannedTable extends AbstractTable implements ScannableTable, TranslatableTable {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Engine engine;
    private final EngineTable table;
    private final KpiAggregateRule rule;

    ScannedTable(Engine engine, EngineTable table, KpiAggregateRule rule) {
        this.engine = requireNonNull(engine, "engine is null");
        this.table = requireNonNull(table, "table is null");
        this.rule = requireNonNull(rule, "rule is null");
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        return typeFactory.copyType(table.rowType());
    }

    /** The place where an adapter can teach the planner a rule before it plans. */
    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
        context.getCluster().getPlanner().addRule(rule);
        return LogicalTableScan.create(context.getCluster(), relOptTable, context.getTableHints());
    }

    @Override
    public Enumerable<@Nullable Object[]> scan(DataContext root) {
        SqlDialect dialect = engine.dialect();
        List<RelDataTypeField> fields = table.rowType().getFieldList();
        List<String> columns = new ArrayList<>();
        fields.forEach(field -> columns.add(dialect.quoteIdentifier(field.getName())));
        String sql = "SELECT " + String.join(", ", columns) + " FROM " + dialect.quoteIdentifier(table.name());
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (Connection connection = engine.connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            while (results.next()) {
                @Nullable Object[] row = new Object[fields.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = value(results, i + 1, fields.get(i).getType());
                }
                rows.add(row);
            }
        } catch (SQLException e) {
            throw new CareSqlException(ErrorCode.ENGINE, "Cannot read table " + table.name(), e);
        }
        return Linq4j.asEnumerable(rows);
    }

    /** In Calcite's own representation: days, milliseconds. */
    private static @Nullable Object value(ResultSet results, int column, RelDataType type) throws SQLException {
        return switch (type.getSqlTypeName()) {
            case DATE -> {
                LocalDate date = results.getObject(column, LocalDate.class);
                yield date == null ? null : (int) date.toEpochDay();
            }
            case TIME -> {
                LocalTime time = results.getObject(column, LocalTime.class);
                yield time == null ? null : (int) (time.toNanoOfDay() / NANOS_PER_MILLI);
            }
            case TIMESTAMP -> {
                LocalDateTime time = results.getObject(column, LocalDateTime.class);
                yield time == null ? null : time.toInstant(ZoneOffset.UTC).toEpochMilli();
            }
            default -> results.getObject(column);
        };
    }
}
