package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.model.Dimension;
import dev.caresql.sql.CareOperators;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.ColumnType;
import dev.caresql.sql.FunctionResolver;
import dev.caresql.sql.OneTableFrontEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** The rows of one stream, joined to the tables that its dimensions lie in; every join leads from many rows to one. */
final class FactBranch {
    private static final String BUSINESS_DATE = "business_date";

    private final FactTables tables;
    private final FactStream stream;
    private final RelOptTable kpis;
    private final RelOptCluster cluster;
    private final RexBuilder rexBuilder;
    private final Map<List<String>, Integer> joined = new HashMap<>();
    private RelNode rows;

    FactBranch(FactTables tables, FactStream stream, RelOptTable kpis, RelOptCluster cluster) {
        this.tables = requireNonNull(tables, "tables is null");
        this.stream = requireNonNull(stream, "stream is null");
        this.kpis = requireNonNull(kpis, "kpis is null");
        this.cluster = requireNonNull(cluster, "cluster is null");
        this.rexBuilder = cluster.getRexBuilder();
        this.rows = scan(stream.table());
    }

    /** The rows with every table that a dimension asked for so far lies in. */
    RelNode rows() {
        return rows;
    }

    /** Those of them that belong to a period: one whose time has not come yet belongs to none. */
    RelNode datedRows() {
        if (stream.isOwnTime() || stream.time().isEmpty()) {
            return rows;
        }
        return LogicalFilter.create(rows, rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, time()));
    }

    /** A column of the stream itself. */
    RexNode column(int index) {
        return RexInputRef.of(index, rows.getRowType());
    }

    /** The value of a dimension along a path. */
    RexNode along(List<String> path) {
        String table = stream.table();
        int offset = 0;
        for (int i = 0; i < path.size() - 1; i++) {
            String column = path.get(i);
            FactTables.Reference reference = tables.reference(table, column).orElseThrow();
            int foreignKey = offset + tables.indexOf(table, column);
            List<String> prefix = path.subList(0, i + 1);
            Integer known = joined.get(prefix);
            offset = known == null ? join(prefix, foreignKey, reference) : known;
            table = reference.table();
        }
        return column(offset + tables.indexOf(table, path.get(path.size() - 1)));
    }

    private int join(List<String> prefix, int foreignKey, FactTables.Reference reference) {
        int offset = rows.getRowType().getFieldCount();
        RelNode right = scan(reference.table());
        RexNode condition = rexBuilder.makeCall(
                SqlStdOperatorTable.EQUALS,
                column(foreignKey),
                rexBuilder.makeInputRef(
                        right.getRowType()
                                .getFieldList()
                                .get(tables.indexOf(reference.table(), reference.key()))
                                .getType(),
                        offset + tables.indexOf(reference.table(), reference.key())));
        rows = LogicalJoin.create(rows, right, List.of(), condition, Set.of(), JoinRelType.LEFT);
        joined.put(List.copyOf(prefix), offset);
        return offset;
    }

    /** A part of the date; empty when the model has no time for the rows. */
    Optional<RexNode> ofDate(Dimension dimension) {
        if (stream.time().isEmpty()) {
            return Optional.empty();
        }
        RelDataType dates = tables.typeFactory()
                .builder()
                .add(BUSINESS_DATE, ColumnType.DATE.relType(tables.typeFactory()))
                .add("local_time", ColumnType.TIMESTAMP.relType(tables.typeFactory()))
                .build();
        SqlNode parsed = CareParser.expression(dimension.sql().orElseThrow());
        RelNode plan = new OneTableFrontEnd("dates", dates, FunctionResolver.NONE).select(List.of(parsed));
        RexNode expression = ((Project) plan).getProjects().get(0);
        return Optional.of(expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return ref.getIndex() == 0 ? businessDate() : localTime();
            }
        }));
    }

    private RexNode businessDate() {
        int derived = tables.indexOf(stream.table(), BUSINESS_DATE);
        if (stream.isOwnTime() && derived >= 0) {
            return column(derived);
        }
        return isDate() ? time() : cast(ColumnType.DATE, localTime());
    }

    private RexNode localTime() {
        return isDate()
                ? cast(ColumnType.TIMESTAMP, time())
                : rexBuilder.makeCall(time().getType(), CareOperators.BUSINESS_TIME, List.of(time()));
    }

    private boolean isDate() {
        return time().getType().getSqlTypeName() == SqlTypeName.DATE;
    }

    private RexNode cast(ColumnType type, RexNode value) {
        return rexBuilder.makeAbstractCast(type.relType(tables.typeFactory()), value, false);
    }

    private RexNode time() {
        return column(tables.indexOf(stream.table(), stream.time().orElseThrow()));
    }

    private RelNode scan(String table) {
        List<String> path = new ArrayList<>(tables.path());
        path.add(table);
        Prepare.CatalogReader reader =
                (Prepare.CatalogReader) requireNonNull(kpis.getRelOptSchema(), "kpis has no schema");
        return LogicalTableScan.create(cluster, requireNonNull(reader.getTable(path), table), List.of());
    }
}
