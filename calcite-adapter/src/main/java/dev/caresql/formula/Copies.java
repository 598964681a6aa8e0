package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Marks one of the copies that joins make of a row: a column beside the rows that is true for the first copy. */
final class Copies {
    private final RexBuilder rexBuilder;
    private final int width;
    private final List<RexNode> columns;
    private final Map<List<RexNode>, Integer> marks = new LinkedHashMap<>();

    /** Nothing is marked yet; what an input gained for it is to be known before. */
    Copies(RelNode input) {
        requireNonNull(input, "input is null");
        this.rexBuilder = input.getCluster().getRexBuilder();
        this.width = input.getRowType().getFieldCount();
        this.columns = new ArrayList<>(rexBuilder.identityProjects(input.getRowType()));
    }

    /**
     * A condition that one copy fulfils.
     *
     * @param same what is equal in copies of which one is to be marked
     * @param order which copy is the first; empty for any
     */
    RexNode first(List<RexNode> same, ImmutableList<RexFieldCollation> order) {
        List<RexNode> asked = new ArrayList<>(same);
        order.forEach(collation -> asked.add(collation.left));
        int position = marks.computeIfAbsent(asked, key -> {
            columns.add(mark(same, order));
            return columns.size() - 1;
        });
        return new RexInputRef(position, columns.get(position).getType());
    }

    private RexNode mark(List<RexNode> same, ImmutableList<RexFieldCollation> order) {
        RexNode number = rexBuilder.makeOver(
                SqlParserPos.ZERO,
                rexBuilder.getTypeFactory().createSqlType(SqlTypeName.BIGINT),
                SqlStdOperatorTable.ROW_NUMBER,
                List.of(),
                same,
                order,
                RexWindowBounds.UNBOUNDED_PRECEDING,
                RexWindowBounds.CURRENT_ROW,
                RexWindowExclusion.EXCLUDE_NO_OTHER,
                true,
                true,
                false,
                false,
                false);
        RexNode one = rexBuilder.makeExactLiteral(BigDecimal.ONE, number.getType());
        return rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, number, one);
    }

    /** The input with the marks at its end. */
    RelNode over(RelNode input) {
        if (columns.size() == width) {
            return input;
        }
        List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
        for (int i = width; i < columns.size(); i++) {
            names.add("first$" + i);
        }
        return LogicalProject.create(input, List.of(), columns, names, Set.of());
    }
}
