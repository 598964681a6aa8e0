package dev.caresql.engine;

import dev.caresql.formula.Projects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Calcite's writer of SQL, which writes the {@link Shared} rows of a statement once, in a WITH in front of it. */
public final class SharedRows extends RelToSqlConverter {
    /** The operands of a {@link SqlJoin}. */
    private static final int JOIN_TYPE = 2;

    private static final int CONDITION_TYPE = 4;
    private static final int CONDITION = 5;

    private record Item(String name, SqlNode query) {}

    private final Map<String, Item> items = new LinkedHashMap<>();

    SharedRows(SqlDialect dialect) {
        super(dialect);
    }

    /** Called by Calcite, which finds it by the class of the node. */
    public Result visit(Shared shared) {
        Item item = items.get(shared.name());
        if (item == null) {
            SqlNode query = visitInput(shared, 0).asStatement();
            item = new Item(name(shared), query);
            items.put(shared.name(), item);
        }
        SqlIdentifier table = new SqlIdentifier(item.name(), SqlParserPos.ZERO);
        return result(table, List.of(Clause.FROM), shared, null);
    }

    /**
     * A projection whose sub-queries read its rows has those rows as a query of their own: Calcite would merge the two into
     * one SELECT and yet have the sub-queries read it by an alias that it does not get. The rows of a join keep the aliases
     * of its sides. So has a projection that would spell out those below it many times.
     */
    @Override
    public Result visit(Project project) {
        RelNode rows = project.getInput();
        boolean read = !project.getVariablesSet().isEmpty() && !(rows instanceof TableScan || rows instanceof BiRel);
        boolean bloated = rows instanceof Project below && Projects.isBloated(project.getProjects(), below);
        Project apart = read || bloated
                ? project.copy(project.getTraitSet(), new Fence(rows), project.getProjects(), project.getRowType())
                : project;
        return super.visit(apart);
    }

    /** Called by Calcite, which finds it by the class of the node. */
    public Result visit(Fence fence) {
        return result(visitInput(fence, 0).asFrom(), List.of(Clause.FROM), fence, null);
    }

    /** Rows as a query of their own. */
    private static final class Fence extends SingleRel {
        Fence(RelNode rows) {
            super(rows.getCluster(), rows.getTraitSet(), rows);
        }
    }

    /** Called by Calcite, which finds it by the class of the node, and would itself write an outer one as an inner one. */
    @Override
    public Result visit(Correlate correlate) {
        Result result = super.visit(correlate);
        if (correlate.getJoinType() == JoinRelType.LEFT && result.asFrom() instanceof SqlJoin join) {
            join.setOperand(JOIN_TYPE, JoinType.LEFT.symbol(SqlParserPos.ZERO));
            join.setOperand(CONDITION_TYPE, JoinConditionType.ON.symbol(SqlParserPos.ZERO));
            join.setOperand(CONDITION, SqlLiteral.createBoolean(true, SqlParserPos.ZERO));
        }
        return result;
    }

    @Override
    protected Builder buildAggregate(
            Aggregate aggregate, Builder builder, List<SqlNode> selectList, List<SqlNode> groupByList) {
        int first = selectList.size();
        Builder built = super.buildAggregate(aggregate, builder, selectList, groupByList);
        for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
            AggregateCall call = aggregate.getAggCallList().get(i);
            selectList.set(
                    first + i,
                    ConstantArguments.inPlace(selectList.get(first + i), call, aggregate.getInput(), builder.context));
        }
        built.setSelect(new SqlNodeList(selectList, SqlParserPos.ZERO));
        return built;
    }

    /** Ids of nodes differ from run to run; the order of the WITH does not. */
    private String name(Shared shared) {
        String kind = shared.name().replaceAll("[0-9]+$", "");
        long before = items.values().stream()
                .filter(item -> item.name().startsWith(kind))
                .count();
        return before == 0 ? kind : kind + before;
    }

    /** The queries that the statement shares, by name, each after those it reads. */
    Map<String, SqlNode> queries() {
        Map<String, SqlNode> queries = new LinkedHashMap<>();
        items.values().forEach(item -> queries.put(item.name(), item.query()));
        return queries;
    }
}
