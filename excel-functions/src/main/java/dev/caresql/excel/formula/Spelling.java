package dev.caresql.excel.formula;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How names and functions are written: as a file stores them, as a person types them, or over the ranges of one call. */
final class Spelling {
    private static final Set<String> FUTURE = Set.of("LAMBDA", "LET", "ISOMITTED", "UNIQUE");
    private static final Set<String> FUTURE_OF_WORKSHEETS = Set.of("FILTER");

    /** What the file format stores: newer functions and the names of LAMBDA and LET carry a prefix. */
    static final Spelling STORED = new Spelling(name -> "_xlpm." + name, Spelling::prefixed);

    /** What a person reads in the formula bar. */
    static final Spelling TYPED = new Spelling(name -> name, name -> name);

    private final UnaryOperator<String> names;
    private final UnaryOperator<String> functions;

    private Spelling(UnaryOperator<String> names, UnaryOperator<String> functions) {
        this.names = names;
        this.functions = functions;
    }

    /** With a text in the place of each parameter. */
    static Spelling over(Map<String, String> texts) {
        Map<String, String> known = new HashMap<>(texts);
        return new Spelling(name -> requireNonNull(known.get(name), name), name -> name);
    }

    String name(String name) {
        return names.apply(name);
    }

    String function(String function) {
        return functions.apply(function);
    }

    private static String prefixed(String function) {
        if (FUTURE_OF_WORKSHEETS.contains(function)) {
            return "_xlfn._xlws." + function;
        }
        return FUTURE.contains(function) ? "_xlfn." + function : function;
    }
}
