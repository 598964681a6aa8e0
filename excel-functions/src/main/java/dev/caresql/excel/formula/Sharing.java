package dev.caresql.excel.formula;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Gives names to values that are used more than once, where the formula has LET; elsewhere they are written out again. */
interface Sharing {
    /** What stands for the value; the hint begins its name. */
    Xl share(String hint, Xl value);

    /** Without names. */
    Sharing NONE = (hint, value) -> value;

    /** Names of one LET, in the order in which they are needed. */
    final class Names implements Sharing {
        private final Map<Xl, Xl> names = new LinkedHashMap<>();
        private final Predicate<String> taken;

        Names(Predicate<String> taken) {
            this.taken = taken;
        }

        @Override
        public Xl share(String hint, Xl value) {
            if (value instanceof Xl.Name || value instanceof Xl.Literal) {
                return value;
            }
            return names.computeIfAbsent(value, key -> new Xl.Name(free(hint), key.perRow()));
        }

        private String free(String hint) {
            int number = 1;
            String name = hint;
            while (taken.test(name)
                    || names.containsValue(new Xl.Name(name, true))
                    || names.containsValue(new Xl.Name(name, false))) {
                name = hint + "_" + ++number;
            }
            return name;
        }

        Xl in(Xl body) {
            List<Xl> values = new ArrayList<>(names.keySet());
            return new Xl.Let(new ArrayList<>(names.values()), values, body);
        }
    }
}
