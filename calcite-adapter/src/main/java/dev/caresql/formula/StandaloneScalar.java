package dev.caresql.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.ScalarFunction;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/**
 * What a function of one row computes over arguments that belong to no plan, such as cells of a worksheet: the expression
 * that a query over such arguments is expanded to.
 */
public final class StandaloneScalar {
    private StandaloneScalar() {}

    /**
     * Puts arguments in place and simplifies what constants among them decide.
     *
     * @param arguments one for each parameter, of its type
     */
    public static RexNode of(
            ScalarFunction function, FormulaCompiler compiler, List<RexNode> arguments, RexBuilder rexBuilder) {
        requireNonNull(compiler, "compiler is null");
        if (arguments.size() != function.parameters().size()) {
            throw new IllegalArgumentException(arguments.size() + " arguments for " + function.signature());
        }
        RexNode expression = compiler.compile(function).accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef parameter) {
                return arguments.get(parameter.getIndex());
            }
        });
        return RexUtil.expandSearch(rexBuilder, null, new Simplifier(rexBuilder).value(expression));
    }
}
