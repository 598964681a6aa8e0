package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * An expression over columns of {@code kpis}, with the KPIs in it found through all levels of derived tables. Within an
 * aggregate it is computed from the KPIs of the group: SUM(nps / 100) is a hundredth of the group's NPS.
 */
final class KpiExpression {
    private final RexNode expression;
    private final List<KpiColumn> kpis;
    private final Set<String> others;

    private KpiExpression(RexNode expression, List<KpiColumn> kpis, Set<String> others) {
        this.expression = requireNonNull(expression, "expression is null");
        this.kpis = List.copyOf(kpis);
        this.others = new LinkedHashSet<>(others);
    }

    /** Reads an expression over the fields of a node. */
    static KpiExpression of(RelNode node, RexNode expression) {
        List<KpiColumn> kpis = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>();
        RexNode overKpis = expression.accept(new Reader(node, kpis, others));
        return new KpiExpression(overKpis, kpis, others);
    }

    /** A KPI alone. */
    static KpiExpression of(KpiColumn kpi, RexBuilder rexBuilder) {
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        RelDataType type = types.createTypeWithNullability(types.createSqlType(SqlTypeName.DOUBLE), true);
        return new KpiExpression(new RexInputRef(0, type), List.of(kpi), Set.of());
    }

    /** Reads a field of a node. */
    static KpiExpression of(RelNode node, int field) {
        return of(node, RexInputRef.of(field, node.getRowType()));
    }

    boolean hasKpis() {
        return !kpis.isEmpty();
    }

    /** The KPIs in it, each once. */
    List<KpiColumn> kpis() {
        return kpis;
    }

    /** The KPI that it is, perhaps cast to another type; empty when something is computed. */
    Optional<KpiColumn> column() {
        return KpiColumns.withoutCasts(expression) instanceof RexInputRef && others.isEmpty()
                ? Optional.of(kpis.get(0))
                : Optional.empty();
    }

    /** The names of the KPIs in it, for messages. */
    String names() {
        return kpis.stream().map(KpiColumn::name).collect(Collectors.joining(", "));
    }

    /**
     * Requires that it reads nothing but KPIs, whose values a group has one of each.
     *
     * @param function what aggregates it
     */
    void requireOfGroup(String function) {
        if (!others.isEmpty()) {
            throw new CareSqlException(
                    ErrorCode.UNSUPPORTED,
                    function + " reads " + names() + " together with " + String.join(", ", others)
                            + " of single rows, but a KPI is of a group: choose rows with WHERE, FILTER or CASE WHEN ..."
                            + " THEN " + kpis.get(0).name() + " END, and compute with what AVG("
                            + kpis.get(0).name()
                            + ") gives");
        }
    }

    /** The expression over values of its KPIs, in their order; casts around a KPI alone are left to the caller. */
    RexNode over(List<RexNode> values, RexBuilder rexBuilder) {
        RexNode computed = column().isPresent() ? KpiColumns.withoutCasts(expression) : expression;
        return computed.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return rexBuilder.ensureType(ref.getType(), values.get(ref.getIndex()), true);
            }
        });
    }

    /** Puts a reference to the list of KPIs in place of each KPI, and notes the other columns. */
    private static final class Reader extends RexShuttle {
        private final RelNode node;
        private final List<KpiColumn> kpis;
        private final Set<String> others;

        Reader(RelNode node, List<KpiColumn> kpis, Set<String> others) {
            this.node = node;
            this.kpis = kpis;
            this.others = others;
        }

        @Override
        public RexNode visitInputRef(RexInputRef ref) {
            int field = ref.getIndex();
            Optional<KpiColumn> kpi = KpiColumns.kpi(node, field);
            if (kpi.isPresent()) {
                if (!kpis.contains(kpi.get())) {
                    kpis.add(kpi.get());
                }
                return new RexInputRef(kpis.indexOf(kpi.get()), ref.getType());
            }
            if (node instanceof Project project) {
                return project.getProjects().get(field).accept(in(project.getInput()));
            }
            if (node instanceof Filter || node instanceof Sort) {
                return in(node.getInput(0)).visitInputRef(ref);
            }
            if (node instanceof Join join) {
                int left = join.getLeft().getRowType().getFieldCount();
                return field < left
                        ? in(join.getLeft()).visitInputRef(ref)
                        : in(join.getRight()).visitInputRef(new RexInputRef(field - left, ref.getType()));
            }
            others.add(node.getRowType().getFieldNames().get(field));
            return ref;
        }

        /** A window has a value for each row. */
        @Override
        public RexNode visitOver(RexOver over) {
            others.add(over.getAggOperator().getName());
            return over;
        }

        private Reader in(RelNode input) {
            return new Reader(input, kpis, others);
        }
    }
}
