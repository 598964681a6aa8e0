package dev.caresql.excel.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A condition that is TRUE or FALSE in every row and never an error: what SQL calls IS TRUE. Guards stand before what
 * they guard, so the order of a conjunction is kept. It is written with nested IF, because AND and OR of a worksheet make
 * one value of a whole column.
 */
interface Cond {
    Cond ALWAYS = new All(List.of());
    Cond NEVER = new Any(List.of());

    /** The expression that is TRUE where the condition holds. */
    Xl xl();

    /** The same with what is already known to hold left out. */
    Cond given(Set<Cond> known);

    /** What holds where this does, for {@link #given}. */
    Set<Cond> whereTrue();

    /** What holds where this does not, for {@link #given}. */
    Set<Cond> whereFalse();

    /** Whether the expression has the shape of the rows, whatever the options are. */
    boolean perRow();

    static Cond of(Xl expression) {
        return new Atom(expression);
    }

    static Cond all(Cond... conditions) {
        return all(List.of(conditions));
    }

    /** Plain conditions come first, in their order: they may guard a disjunction, which itself guards nothing. */
    static Cond all(List<Cond> conditions) {
        List<Cond> parts = new ArrayList<>();
        conditions.forEach(
                condition -> parts.addAll(condition instanceof All all ? all.conditions() : List.of(condition)));
        parts.sort(Comparator.comparing(Any.class::isInstance));
        Set<Cond> flat = new LinkedHashSet<>();
        for (Cond part : parts) {
            Cond rest = part.given(flat);
            flat.addAll(rest instanceof All all ? all.conditions() : List.of(rest));
        }
        if (flat.contains(NEVER)) {
            return NEVER;
        }
        return flat.size() == 1 ? flat.iterator().next() : new All(List.copyOf(flat));
    }

    static Cond any(Cond... conditions) {
        return any(List.of(conditions));
    }

    static Cond any(List<Cond> conditions) {
        Set<Cond> flat = new LinkedHashSet<>();
        for (Cond condition : conditions) {
            if (condition.equals(ALWAYS)) {
                return ALWAYS;
            }
            flat.addAll(condition instanceof Any any ? any.conditions() : List.of(condition));
        }
        List<Cond> rowsFirst = new ArrayList<>(flat);
        rowsFirst.sort(Comparator.comparing(Cond::perRow).reversed());
        return rowsFirst.size() == 1 ? rowsFirst.get(0) : new Any(rowsFirst);
    }

    static Cond not(Cond condition) {
        if (condition.equals(ALWAYS)) {
            return NEVER;
        }
        return condition.equals(NEVER) ? ALWAYS : new Not(condition);
    }

    /** One expression. */
    record Atom(Xl expression) implements Cond {
        @Override
        public Xl xl() {
            return expression;
        }

        @Override
        public Cond given(Set<Cond> known) {
            return known.contains(this) ? ALWAYS : this;
        }

        @Override
        public Set<Cond> whereTrue() {
            return Set.of(this);
        }

        @Override
        public Set<Cond> whereFalse() {
            return Set.of();
        }

        @Override
        public boolean perRow() {
            return expression.perRow();
        }
    }

    /** TRUE where a condition does not hold. */
    record Not(Cond condition) implements Cond {
        @Override
        public Xl xl() {
            return Xl.when(condition.xl(), Xl.Literal.FALSE, Xl.Literal.TRUE);
        }

        @Override
        public Cond given(Set<Cond> known) {
            return known.contains(condition) ? NEVER : this;
        }

        @Override
        public Set<Cond> whereTrue() {
            return Set.of(this);
        }

        @Override
        public Set<Cond> whereFalse() {
            return condition.whereTrue();
        }

        @Override
        public boolean perRow() {
            return condition.perRow();
        }
    }

    /** A conjunction; TRUE when empty. */
    record All(List<Cond> conditions) implements Cond {
        @Override
        public Xl xl() {
            Xl rest = conditions.isEmpty()
                    ? Xl.Literal.TRUE
                    : conditions.get(conditions.size() - 1).xl();
            for (int i = conditions.size() - 2; i >= 0; i--) {
                rest = conditions.get(i) instanceof Not not
                        ? Xl.when(not.condition().xl(), Xl.Literal.FALSE, rest)
                        : Xl.when(conditions.get(i).xl(), rest, Xl.Literal.FALSE);
            }
            return rest;
        }

        @Override
        public Cond given(Set<Cond> known) {
            Set<Cond> sofar = new HashSet<>(known);
            List<Cond> left = new ArrayList<>();
            for (Cond condition : conditions) {
                Cond rest = condition.given(sofar);
                sofar.add(condition);
                if (!rest.equals(ALWAYS)) {
                    left.add(rest);
                }
            }
            if (left.contains(NEVER)) {
                return NEVER;
            }
            return left.size() == 1 ? left.get(0) : new All(left);
        }

        @Override
        public Set<Cond> whereTrue() {
            Set<Cond> all = new HashSet<>(Set.of(this));
            conditions.forEach(condition -> all.addAll(condition.whereTrue()));
            return all;
        }

        @Override
        public Set<Cond> whereFalse() {
            return Set.of();
        }

        @Override
        public boolean perRow() {
            return !conditions.isEmpty() && conditions.get(0).perRow();
        }
    }

    /** A disjunction; FALSE when empty. */
    record Any(List<Cond> conditions) implements Cond {
        @Override
        public Xl xl() {
            List<Cond> others = new ArrayList<>(conditions);
            for (Cond condition : conditions) {
                if (condition instanceof Not not && others.size() > 1) {
                    others.remove(condition);
                    Cond otherwise = new Any(others).given(Set.of(not.condition()));
                    return Xl.when(not.condition().xl(), otherwise.xl(), Xl.Literal.TRUE);
                }
            }
            Xl rest = others.isEmpty()
                    ? Xl.Literal.FALSE
                    : others.get(others.size() - 1).xl();
            for (int i = others.size() - 2; i >= 0; i--) {
                rest = Xl.when(others.get(i).xl(), Xl.Literal.TRUE, rest);
            }
            return rest;
        }

        @Override
        public Cond given(Set<Cond> known) {
            return any(
                    conditions.stream().map(condition -> condition.given(known)).toList());
        }

        @Override
        public Set<Cond> whereTrue() {
            return Set.of(this);
        }

        @Override
        public Set<Cond> whereFalse() {
            Set<Cond> all = new HashSet<>();
            conditions.forEach(condition -> all.addAll(condition.whereFalse()));
            return all;
        }

        @Override
        public boolean perRow() {
            return !conditions.isEmpty() && conditions.get(0).perRow();
        }
    }
}
