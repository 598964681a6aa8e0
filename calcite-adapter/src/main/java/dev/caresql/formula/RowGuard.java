package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Says whether the joins below a call of a KPI repeat the rows that it counts, and how the repeated ones are told. */
@FunctionalInterface
public interface RowGuard {
    /** Takes all rows as they come. */
    RowGuard NONE = (input, call) -> Rows.asTheyAre(input);

    /** Throws when a join repeats the rows of the call and nothing can be done about it. */
    Rows guard(RelNode input, Call call);

    /**
     * A call of a KPI.
     *
     * @param function what is called
     * @param counted the table whose rows a bound call counts; otherwise the arguments say
     * @param operands the arguments over the input's columns
     * @param grouped the input's columns that have one value in every group
     */
    record Call(KpiFunction function, Optional<RelNode> counted, List<RexNode> operands, ImmutableBitSet grouped) {
        /** Requires all parts and copies the list. */
        public Call {
            requireNonNull(function, "function is null");
            requireNonNull(counted, "counted is null");
            operands = List.copyOf(operands);
            requireNonNull(grouped, "grouped is null");
        }

        /** A call over rows that are not grouped. */
        public Call(KpiFunction function, Optional<RelNode> counted, List<RexNode> operands) {
            this(function, counted, operands, ImmutableBitSet.of());
        }
    }

    /**
     * The rows that a call counts.
     *
     * @param input the given input, perhaps with columns added at its end
     * @param key what is equal in the copies of one row; empty when no row stands there twice
     * @param fixed the columns of the given input that are equal in the copies of one row
     * @param present tells the rows from those that an outer join puts in their place; empty when there are none
     */
    record Rows(RelNode input, Optional<List<RexNode>> key, ImmutableBitSet fixed, Optional<RexNode> present) {
        /** Requires all parts and copies the key. */
        public Rows {
            requireNonNull(input, "input is null");
            key = key.map(List::copyOf);
            requireNonNull(fixed, "fixed is null");
            requireNonNull(present, "present is null");
        }

        /** No row stands there twice. */
        public static Rows asTheyAre(RelNode input) {
            return new Rows(input, Optional.empty(), ImmutableBitSet.of(), Optional.empty());
        }
    }
}
