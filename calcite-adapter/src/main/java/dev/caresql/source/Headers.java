package dev.caresql.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes column names of the first record of a file. */
final class Headers {
    private Headers() {}

    /** Names without outer blanks, inner line breaks and doubles; an empty one is named after its place. */
    static List<String> names(List<String> fields) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String clean = fields.get(i).strip().replaceAll("\\s+", " ");
            String base = clean.isEmpty() ? "column" + (i + 1) : clean;
            String name = base;
            for (int copy = 2; !taken.add(name.toLowerCase(Locale.ROOT)); copy++) {
                name = base + "_" + copy;
            }
            names.add(name);
        }
        return names;
    }

    /** column1, column2, ... for a file without a header. */
    static List<String> numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add("column" + i);
        }
        return names;
    }
}
