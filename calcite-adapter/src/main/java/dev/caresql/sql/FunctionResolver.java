package dev.caresql.sql;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/** Turns calls of functions that are defined outside Calcite, such as KPIs, into calls of operators. */
public interface FunctionResolver {
    /** A resolver that knows no function. */
    FunctionResolver NONE = new FunctionResolver() {
        @Override
        public Optional<SqlNode> resolve(SqlCall call, String name) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return List.of();
        }
    };

    /**
     * The call that stands for this one, with named and left-out arguments put in place; empty when the name is not
     * known here. Throws a CareSqlException with the position when the arguments do not fit.
     */
    Optional<SqlNode> resolve(SqlCall call, String name);

    /** The names known here, for suggestions. */
    Collection<String> names();
}
