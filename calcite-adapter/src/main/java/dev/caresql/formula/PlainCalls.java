package dev.caresql.formula;

import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Aggregate calls that nobody wrote: without DISTINCT, order or place in the text of a query. */
public final class PlainCalls {
    private PlainCalls() {}

    /**
     * A call.
     *
     * @param function what is aggregated by
     * @param arguments the columns that it reads, none for {@code COUNT(*)}
     * @param filter the column of its FILTER, -1 for none
     * @param type of the result
     * @param name of the column, null for one that Calcite derives
     */
    public static AggregateCall of(
            SqlAggFunction function, List<Integer> arguments, int filter, RelDataType type, @Nullable String name) {
        return AggregateCall.create(
                SqlParserPos.ZERO,
                function,
                false,
                false,
                false,
                List.of(),
                arguments,
                filter,
                null,
                RelCollations.EMPTY,
                type,
                name);
    }
}
