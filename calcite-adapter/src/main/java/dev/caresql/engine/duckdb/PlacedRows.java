package dev.caresql.engine.duckdb;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import dev.caresql.formula.PlainCalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The rows of a plan with further fields behind them: the places of the source rows that they come from, in the form of
 * {@link SourceTable#PLACE}. Rows that a DISTINCT or a GROUP BY makes one have the place of the first.
 *
 * @param rel the rows
 * @param placeOf for each field the one that has its place; {@link #NONE} when it comes from no single row
 */
record PlacedRows(RelNode rel, List<Integer> placeOf) {
    /** Says that a field has no place. */
    static final int NONE = -1;

    PlacedRows {
        placeOf = List.copyOf(placeOf);
    }

    /** The rows of a source. */
    static PlacedRows scan(TableScan scan) {
        RelDataTypeFactory types = scan.getCluster().getTypeFactory();
        RelDataType text = types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true);
        RelDataType placed = types.builder()
                .add(SourceTable.PLACE, text)
                .addAll(scan.getRowType().getFieldList())
                .build();
        RelOptTableImpl table = requireNonNull(scan.getTable().unwrap(RelOptTableImpl.class), "no table");
        RelNode all = LogicalTableScan.create(scan.getCluster(), table.copy(placed), List.of());
        int count = scan.getRowType().getFieldCount();
        List<RexNode> fields = new ArrayList<>();
        IntStream.rangeClosed(1, count).forEach(i -> fields.add(RexInputRef.of(i, placed)));
        fields.add(RexInputRef.of(0, placed));
        List<String> names = new ArrayList<>(scan.getRowType().getFieldNames());
        names.add(SourceTable.PLACE);
        return new PlacedRows(
                LogicalProject.create(all, List.of(), fields, names, Set.of()),
                IntStream.range(0, count).mapToObj(i -> count).toList());
    }

    /** Rows that come from no rows of sources in particular: their one place is unknown. */
    static PlacedRows without(RelNode rel) {
        PlacedRows bare = new PlacedRows(
                rel, rel.getRowType().getFieldList().stream().map(field -> NONE).toList());
        List<RexNode> fields = new ArrayList<>(bare.rex().identityProjects(rel.getRowType()));
        fields.add(bare.rex().makeNullLiteral(bare.text()));
        List<String> names = new ArrayList<>(rel.getRowType().getFieldNames());
        names.add(placeName(names));
        return bare.with(LogicalProject.create(rel, List.of(), fields, names, Set.of()));
    }

    /** How many fields there are before the places. */
    int width() {
        return placeOf.size();
    }

    RexBuilder rex() {
        return rel.getCluster().getRexBuilder();
    }

    /** The place of the first field that an expression reads; when all rows come from one place, that one. */
    RexNode place(RexNode expression) {
        return placeField(expression)
                .<RexNode>map(field -> RexInputRef.of(field, rel.getRowType()))
                .orElseGet(() -> rex().makeNullLiteral(text()));
    }

    private Optional<Integer> placeField(RexNode expression) {
        return Origins.refs(expression).stream()
                .map(RexInputRef::getIndex)
                .map(index -> index < width() ? placeOf.get(index) : NONE)
                .filter(field -> field != NONE)
                .findFirst()
                .or(() -> rel.getRowType().getFieldCount() == width() + 1
                        ? Optional.of(width())
                        : Optional.<Integer>empty());
    }

    RelDataType text() {
        RelDataTypeFactory types = rel.getCluster().getTypeFactory();
        return types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true);
    }

    PlacedRows with(RelNode other) {
        return new PlacedRows(other, placeOf);
    }

    PlacedRows filter(RexNode condition, Collection<CorrelationId> variables) {
        return with(LogicalFilter.create(rel, condition, ImmutableSet.copyOf(variables)));
    }

    PlacedRows project(List<RexNode> expressions, List<String> names, Set<CorrelationId> variables) {
        List<RexNode> all = new ArrayList<>(expressions);
        List<String> allNames = new ArrayList<>(names);
        int places = rel.getRowType().getFieldCount() - width();
        for (int i = 0; i < places; i++) {
            all.add(RexInputRef.of(width() + i, rel.getRowType()));
            allNames.add(placeName(allNames));
        }
        List<Integer> projected = expressions.stream()
                .map(expression -> placeField(expression)
                        .map(field -> field - width() + expressions.size())
                        .orElse(NONE))
                .toList();
        return new PlacedRows(LogicalProject.create(rel, List.of(), all, allNames, variables), projected);
    }

    /** The same rows as a query of their own: Calcite would merge a projection above into their SELECT. */
    PlacedRows fenced() {
        RelNode all = LogicalFilter.create(rel, rex().makeLiteral(true));
        return with(all);
    }

    private static String placeName(List<String> names) {
        String name = SourceTable.PLACE;
        for (int i = 1; names.contains(name); i++) {
            name = SourceTable.PLACE + i;
        }
        return name;
    }

    /** The fields before the places, alone. */
    RelNode withoutPlaces() {
        RelDataType type = rel.getRowType();
        return type.getFieldCount() == width()
                ? rel
                : LogicalProject.create(
                        rel,
                        List.of(),
                        IntStream.range(0, width())
                                .<RexNode>mapToObj(i -> RexInputRef.of(i, type))
                                .toList(),
                        type.getFieldNames().subList(0, width()),
                        Set.of());
    }

    /** An inner or outer join; the condition counts the fields as if there were no places. */
    static PlacedRows join(PlacedRows left, PlacedRows right, RexNode condition, JoinRelType type) {
        return sideBySide(
                left,
                right,
                LogicalJoin.create(left.rel, right.rel, List.of(), shifted(left, condition), Set.of(), type));
    }

    /** For each row of the left side those that the right side has for it. */
    static PlacedRows correlate(PlacedRows left, PlacedRows right, Correlate correlate) {
        return sideBySide(
                left,
                right,
                LogicalCorrelate.create(
                        left.rel,
                        right.rel,
                        List.of(),
                        correlate.getCorrelationId(),
                        correlate.getRequiredColumns(),
                        correlate.getJoinType()));
    }

    private static PlacedRows sideBySide(PlacedRows left, PlacedRows right, RelNode join) {
        int leftAll = left.rel.getRowType().getFieldCount();
        int width = left.width() + right.width();
        int leftPlaces = leftAll - left.width();
        List<RexNode> fields = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Integer> placeOf = new ArrayList<>();
        for (int i = 0; i < left.width(); i++) {
            fields.add(RexInputRef.of(i, join.getRowType()));
            int place = left.placeOf.get(i);
            placeOf.add(place == NONE ? NONE : place - left.width() + width);
        }
        for (int i = 0; i < right.width(); i++) {
            fields.add(RexInputRef.of(leftAll + i, join.getRowType()));
            int place = right.placeOf.get(i);
            placeOf.add(place == NONE ? NONE : place - right.width() + width + leftPlaces);
        }
        IntStream.range(left.width(), leftAll).forEach(i -> fields.add(RexInputRef.of(i, join.getRowType())));
        IntStream.range(leftAll + right.width(), join.getRowType().getFieldCount())
                .forEach(i -> fields.add(RexInputRef.of(i, join.getRowType())));
        fields.forEach(field -> names.add(join.getRowType().getFieldNames().get(((RexInputRef) field).getIndex())));
        return new PlacedRows(LogicalProject.create(join, List.of(), fields, names, Set.of()), placeOf);
    }

    /**
     * A semi or anti join: the rows of the left side. It is written as EXISTS, since Calcite writes a join of this kind with
     * the left side's columns bare, and a column of the same name on the right side is then taken for it.
     */
    static PlacedRows half(PlacedRows left, PlacedRows right, RexNode condition, JoinRelType type) {
        RexBuilder rex = left.rex();
        CorrelationId id = left.rel.getCluster().createCorrel();
        RexNode row = rex.makeCorrel(left.rel.getRowType(), id);
        RexNode partner = condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return ref.getIndex() < left.width()
                        ? rex.makeFieldAccess(row, ref.getIndex())
                        : new RexInputRef(ref.getIndex() - left.width(), ref.getType());
            }
        });
        RexNode exists = RexSubQuery.exists(LogicalFilter.create(right.rel, partner));
        return left.filter(type == JoinRelType.SEMI ? exists : Expressions.not(rex, exists), List.of(id));
    }

    private static RexNode shifted(PlacedRows left, RexNode condition) {
        int gap = left.rel.getRowType().getFieldCount() - left.width();
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return ref.getIndex() < left.width() ? ref : new RexInputRef(ref.getIndex() + gap, ref.getType());
            }
        });
    }

    /** All rows of the parts; a field has as many places as its parts tell apart, in one field. */
    static PlacedRows unionAll(List<PlacedRows> parts) {
        int width = parts.get(0).width();
        List<List<Integer>> places = IntStream.range(0, width)
                .mapToObj(i -> parts.stream().map(part -> part.placeOf.get(i)).toList())
                .distinct()
                .filter(place -> place.stream().anyMatch(field -> field != NONE))
                .toList();
        List<RelNode> inputs = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            PlacedRows part = parts.get(p);
            List<RexNode> fields = new ArrayList<>();
            IntStream.range(0, width).forEach(i -> fields.add(RexInputRef.of(i, part.rel.getRowType())));
            List<String> names = new ArrayList<>(
                    parts.get(0).rel.getRowType().getFieldNames().subList(0, width));
            for (List<Integer> place : places) {
                int field = place.get(p);
                fields.add(
                        field == NONE
                                ? part.rex().makeNullLiteral(part.text())
                                : RexInputRef.of(field, part.rel.getRowType()));
                names.add(placeName(names));
            }
            inputs.add(LogicalProject.create(part.rel, List.of(), fields, names, Set.of()));
        }
        List<Integer> placeOf = IntStream.range(0, width)
                .mapToObj(i -> places.indexOf(
                        parts.stream().map(part -> part.placeOf.get(i)).toList()))
                .map(index -> index < 0 ? NONE : index + width)
                .toList();
        return new PlacedRows(LogicalUnion.create(inputs, true), placeOf);
    }

    /** The rows of the first part, each once, that are in all of the others, or in none of them. */
    static PlacedRows common(List<PlacedRows> parts, JoinRelType type) {
        PlacedRows rows = parts.get(0).distinct();
        RexBuilder rex = rows.rex();
        for (PlacedRows other : parts.subList(1, parts.size())) {
            int width = rows.width();
            PlacedRows left = rows;
            List<RexNode> same = IntStream.range(0, width)
                    .mapToObj(i -> rex.makeCall(
                            SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
                            RexInputRef.of(i, left.rel.getRowType()),
                            new RexInputRef(
                                    width + i,
                                    other.rel.getRowType().getFieldList().get(i).getType())))
                    .toList();
            rows = half(rows, other, RexUtil.composeConjunction(rex, same), type);
        }
        return rows;
    }

    /** The rows without their duplicates. */
    PlacedRows distinct() {
        return aggregate(ImmutableBitSet.range(width()), List.of());
    }

    PlacedRows aggregate(ImmutableBitSet groups, List<AggregateCall> calls) {
        int width = groups.cardinality() + calls.size();
        List<AggregateCall> all = new ArrayList<>(calls);
        List<RelDataTypeField> fields = rel.getRowType().getFieldList();
        for (int place = width(); place < fields.size(); place++) {
            all.add(PlainCalls.of(SqlStdOperatorTable.MIN, List.of(place), -1, text(), "__min" + place));
        }
        List<Integer> placeOf = new ArrayList<>();
        groups.forEach(
                key -> placeOf.add(placeOf().get(key) == NONE ? NONE : placeOf().get(key) - width() + width));
        calls.forEach(call -> placeOf.add(NONE));
        RelNode grouped = LogicalAggregate.create(rel, List.of(), groups, null, all);
        return new PlacedRows(
                LogicalProject.create(
                        grouped,
                        List.of(),
                        rex().identityProjects(grouped.getRowType()),
                        grouped.getRowType().getFieldNames(),
                        Set.of()),
                placeOf);
    }

    /** Whether places can go through an aggregate: there are none for the rows of several groupings. */
    static boolean canPlace(Aggregate aggregate) {
        return aggregate.getGroupType() == Aggregate.Group.SIMPLE && aggregate.getGroupCount() > 0;
    }
}
