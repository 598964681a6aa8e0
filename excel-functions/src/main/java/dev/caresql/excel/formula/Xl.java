package dev.caresql.excel.formula;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** An expression of a worksheet formula, before it is written in one of the {@link Spelling spellings}. */
interface Xl {
    /** The text in a spelling. */
    String text(Spelling spelling);

    /** Whether it may have a value for each row rather than one value. */
    boolean perRow();

    /** How strongly its outermost operator binds; operands that bind less are put into parentheses. */
    default int binding() {
        return Binary.TIGHTEST;
    }

    static Xl number(BigDecimal value) {
        return new Literal(plain(value));
    }

    static Xl number(long value) {
        return new Literal(Long.toString(value));
    }

    static Xl string(String value) {
        return new Literal('"' + value.replace("\"", "\"\"") + '"');
    }

    static Xl call(String function, Xl... arguments) {
        return new Call(function, List.of(arguments));
    }

    static Xl binary(Xl left, String operator, Xl right) {
        return new Binary(left, operator, right);
    }

    static Xl when(Xl condition, Xl then, Xl otherwise) {
        return call("IF", condition, then, otherwise);
    }

    static Xl missing() {
        return call("NA");
    }

    /** 9 and not 9.0, which some programs take for text. */
    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() <= 0 || stripped.precision() - stripped.scale() > -5
                ? stripped.toPlainString()
                : stripped.toString();
    }

    /** A constant as it is written. */
    record Literal(String written) implements Xl {
        static final Xl TRUE = new Literal("TRUE");
        static final Xl FALSE = new Literal("FALSE");
        static final Xl NOTHING = new Literal("\"\"");

        public Literal {
            requireNonNull(written, "written is null");
        }

        @Override
        public String text(Spelling spelling) {
            return written;
        }

        @Override
        public boolean perRow() {
            return false;
        }

        @Override
        public int binding() {
            return written.startsWith("-") ? Binary.SIGN : Binary.TIGHTEST;
        }
    }

    /** A parameter, or a name that LET gives to a value. */
    record Name(String name, boolean perRow) implements Xl {
        public Name {
            requireNonNull(name, "name is null");
        }

        @Override
        public String text(Spelling spelling) {
            return spelling.name(name);
        }
    }

    /** A call of a function of the program. */
    record Call(String function, List<Xl> arguments) implements Xl {
        private static final List<String> OVER_ALL_ROWS = List.of(
                "SUM",
                "COUNT",
                "AVERAGE",
                "MIN",
                "MAX",
                "MEDIAN",
                "ROWS",
                "SMALL",
                "PERCENTILE",
                "STDEV",
                "STDEVP",
                "VAR",
                "VARP",
                "CORREL");

        public Call {
            requireNonNull(function, "function is null");
            arguments = List.copyOf(arguments);
        }

        @Override
        public String text(Spelling spelling) {
            return arguments.stream()
                    .map(argument -> argument.text(spelling))
                    .collect(Collectors.joining(",", spelling.function(function) + "(", ")"));
        }

        @Override
        public boolean perRow() {
            return !OVER_ALL_ROWS.contains(function) && arguments.stream().anyMatch(Xl::perRow);
        }
    }

    /** Two operands and an operator between them. */
    record Binary(Xl left, String operator, Xl right) implements Xl {
        static final int TIGHTEST = 9;
        static final int SIGN = 6;

        public Binary {
            requireNonNull(left, "left is null");
            requireNonNull(operator, "operator is null");
            requireNonNull(right, "right is null");
        }

        @Override
        public String text(Spelling spelling) {
            return enclosed(left, left.binding() < binding(), spelling)
                    + operator
                    + enclosed(right, right.binding() <= binding(), spelling);
        }

        private static String enclosed(Xl operand, boolean enclose, Spelling spelling) {
            return enclose ? "(" + operand.text(spelling) + ")" : operand.text(spelling);
        }

        @Override
        public boolean perRow() {
            return left.perRow() || right.perRow();
        }

        @Override
        public int binding() {
            return switch (operator) {
                case "^" -> 5;
                case "*", "/" -> 4;
                case "+", "-" -> 3;
                case "&" -> 2;
                default -> 1;
            };
        }
    }

    /** {@code LET(name, value, ..., body)}. */
    record Let(List<Xl> names, List<Xl> values, Xl body) implements Xl {
        public Let {
            names = List.copyOf(names);
            values = List.copyOf(values);
            requireNonNull(body, "body is null");
        }

        @Override
        public String text(Spelling spelling) {
            if (names.isEmpty()) {
                return body.text(spelling);
            }
            StringBuilder text = new StringBuilder(spelling.function("LET")).append('(');
            for (int i = 0; i < names.size(); i++) {
                text.append(names.get(i).text(spelling)).append(',');
                text.append(values.get(i).text(spelling)).append(',');
            }
            return text.append(body.text(spelling)).append(')').toString();
        }

        @Override
        public boolean perRow() {
            return false;
        }
    }
}
