package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/**
 * Rows that a statement reads in several places and an engine shall make once: a WITH of the statement. They may not
 * depend on an outer query. Every place has the same name in it, which no table may have.
 */
public final class Shared extends SingleRel {
    private final String name;

    private Shared(String name, RelNode input) {
        super(input.getCluster(), input.getTraitSet(), input);
        this.name = requireNonNull(name, "name is null");
    }

    /**
     * Rows to be read in several places of a plan.
     *
     * @param kind what the rows are, as the statement will show it
     */
    public static Shared of(String kind, RelNode input) {
        return new Shared("$" + kind + input.getId(), input);
    }

    /** The name that is the same in all places of the plan, and of no other rows. */
    String name() {
        return name;
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return new Shared(name, inputs.get(0));
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("name", name);
    }
}
