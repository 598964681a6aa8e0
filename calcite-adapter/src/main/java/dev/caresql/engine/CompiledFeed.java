package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/**
 * A feed of the model as algebra over its sources.
 *
 * @param columns what it fills, in the order of the plan's fields
 * @param plan gives one field per column
 * @param sources the sources that it reads
 * @param single the source, when each row of the feed is one row of one source
 */
public record CompiledFeed(List<MappedColumn> columns, RelNode plan, Set<String> sources, Optional<String> single) {
    /** Copies the collections. */
    public CompiledFeed {
        requireNonNull(plan, "plan is null");
        requireNonNull(single, "single is null");
        columns = List.copyOf(columns);
        sources = Set.copyOf(sources);
    }

    /** The feed with another plan of the same fields. */
    public CompiledFeed withPlan(RelNode other) {
        return new CompiledFeed(columns, other, sources, single);
    }
}
