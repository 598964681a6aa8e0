package dev.caresql.engine;

import java.util.Map;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Collect;
import org.apache.calcite.rel.core.Match;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Sample;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Finds the parts of a plan that no engine is sent, by the names that they have in a statement. */
final class Unsayable extends RelHomogeneousShuttle {
    private static final Map<Class<? extends RelNode>, String> NAMES = Map.of(
            RepeatUnion.class, "WITH RECURSIVE",
            Match.class, "MATCH_RECOGNIZE",
            Sample.class, "TABLESAMPLE",
            Collect.class, "MULTISET");

    private final RexShuttle inside = new RexShuttle() {
        @Override
        public RexSubQuery visitSubQuery(RexSubQuery subQuery) {
            subQuery.rel.accept(Unsayable.this);
            return subQuery;
        }
    };

    private Unsayable() {}

    /** Throws {@link UnsupportedOperationException} with the name of the first. */
    static void check(RelNode plan) {
        plan.accept(new Unsayable());
    }

    @Override
    public RelNode visit(RelNode rel) {
        NAMES.forEach((type, name) -> {
            if (type.isInstance(rel)) {
                throw new UnsupportedOperationException(name);
            }
        });
        rel.accept(inside);
        return super.visit(rel);
    }
}
