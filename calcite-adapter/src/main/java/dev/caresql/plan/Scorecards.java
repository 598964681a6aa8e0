package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.sql.CareParser;
import dev.caresql.sql.PlanRewrite;
import dev.caresql.sql.SqlFrontEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlNode;

/**
 * Puts the query of the scorecard in place of the table, with no more grains, scopes, KPIs and periods than the conditions
 * above the table let through.
 */
final class Scorecards {
    private final SqlFrontEnd frontEnd;

    Scorecards(SqlFrontEnd frontEnd) {
        this.frontEnd = requireNonNull(frontEnd, "frontEnd is null");
    }

    RelNode expand(RelNode plan) {
        IdentityHashMap<TableScan, ScorecardDemand> demands = new IdentityHashMap<>();
        note(plan, Map.of(), demands);
        return new Expansion(demands).apply(plan);
    }

    /** Carries what conditions demand of fields down to the scans; what cannot be carried is not demanded. */
    private static void note(
            RelNode node, Map<Integer, FieldDemand> demanded, IdentityHashMap<TableScan, ScorecardDemand> demands) {
        if (node instanceof TableScan scan && scan.getTable().unwrap(ScorecardTable.class) != null) {
            Map<String, FieldDemand> byName = new HashMap<>();
            demanded.forEach((field, values) ->
                    byName.put(scan.getRowType().getFieldNames().get(field), values));
            demands.put(scan, new ScorecardDemand(byName));
        } else if (node instanceof Filter filter) {
            Map<Integer, FieldDemand> both = new HashMap<>(demanded);
            FieldDemands.of(filter.getCondition(), filter.getInput())
                    .forEach((field, demand) -> both.merge(field, demand, FieldDemand::and));
            note(filter.getInput(), both, demands);
        } else if (node instanceof Sort sort && sort.fetch == null && sort.offset == null) {
            note(sort.getInput(), demanded, demands);
        } else if (node instanceof Project project && !project.containsOver()) {
            Map<Integer, FieldDemand> below = new HashMap<>();
            demanded.forEach((field, values) -> {
                if (project.getProjects().get(field) instanceof RexInputRef ref) {
                    below.put(ref.getIndex(), values);
                }
            });
            note(project.getInput(), below, demands);
        } else if (node instanceof Join join && !join.getJoinType().generatesNullsOnLeft()) {
            noteJoin(join, demanded, demands);
        } else {
            node.getInputs().forEach(input -> note(input, Map.of(), demands));
        }
    }

    private static void noteJoin(
            Join join, Map<Integer, FieldDemand> demanded, IdentityHashMap<TableScan, ScorecardDemand> demands) {
        int leftCount = join.getLeft().getRowType().getFieldCount();
        Map<Integer, FieldDemand> left = new HashMap<>();
        Map<Integer, FieldDemand> right = new HashMap<>();
        demanded.forEach((field, values) -> {
            if (field < leftCount) {
                left.put(field, values);
            } else {
                right.put(field - leftCount, values);
            }
        });
        note(join.getLeft(), left, demands);
        note(join.getRight(), right, demands);
    }

    /** The query with values in place of its parameters, whose list begins anew in every branch. */
    private static RelNode filled(RelNode query, List<RexNode> values) {
        RexShuttle parameters = new RexShuttle() {
            @Override
            public RexNode visitDynamicParam(RexDynamicParam parameter) {
                return values.get(parameter.getIndex() % values.size());
            }
        };
        return query.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode node) {
                return super.visit(node).accept(parameters);
            }
        });
    }

    private final class Expansion extends PlanRewrite {
        private final IdentityHashMap<TableScan, ScorecardDemand> demands;

        Expansion(IdentityHashMap<TableScan, ScorecardDemand> demands) {
            this.demands = demands;
        }

        @Override
        protected RelNode rewrite(RelNode node) {
            if (!(node instanceof TableScan scan)) {
                return node;
            }
            ScorecardTable table = scan.getTable().unwrap(ScorecardTable.class);
            return table == null ? node : query(scan, table, demands.getOrDefault(scan, ScorecardDemand.any()));
        }

        private RelNode query(TableScan scan, ScorecardTable table, ScorecardDemand demand) {
            SqlNode statement = frontEnd.normalize(CareParser.statement(table.sql(demand)));
            RelNode written =
                    frontEnd.toRelAsWritten(statement, scan.getCluster()).root().project();
            RelNode query = demand.parameters().isEmpty() ? written : filled(written, demand.parameters());
            RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
            List<RexNode> columns = new ArrayList<>();
            for (RelDataTypeField field : scan.getRowType().getFieldList()) {
                int column = query.getRowType().getFieldNames().indexOf(field.getName());
                columns.add(rexBuilder.ensureType(field.getType(), RexInputRef.of(column, query.getRowType()), true));
            }
            return LogicalProject.create(
                    query, List.of(), columns, scan.getRowType().getFieldNames(), Set.of());
        }
    }
}
