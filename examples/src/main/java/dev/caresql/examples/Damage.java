package dev.caresql.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Spoils a share of the rows as real exports are spoiled, and keeps a list of what it did.
 *
 * <p>It has dice of its own: the rows that stay whole are the rows of a run without damage.
 */
final class Damage {
    static final Table TABLE = Table.of(
            "bad_rows",
            Table.text("file_name"),
            Table.number("line_no"),
            Table.text("column_name"),
            Table.text("kind"));

    private final double rate;
    private final Dice dice;
    private final CsvFile log;

    Damage(double rate, Dice dice, CsvFile log) {
        this.rate = rate;
        this.dice = dice;
        this.log = log;
    }

    boolean strikes() {
        return dice.chance(rate);
    }

    /** Returns the spoiled text of a row, given its fields as they would stand in the file. */
    String spoil(Table table, long line, List<String> row) throws IOException {
        List<Kind> kinds = Stream.of(Kind.values()).filter(k -> k.fits(table)).toList();
        Kind kind = kinds.get(dice.below(kinds.size()));
        List<String> spoiled = new ArrayList<>(row);
        String column = "";
        switch (kind) {
            case TOO_FEW_COLUMNS ->
                spoiled.subList(1 + dice.below(row.size() - 1), row.size()).clear();
            case TOO_MANY_COLUMNS -> spoiled.add("thừa");
            case BAD_TIME, TEXT_IN_NUMBER, SCORE_OFF_SCALE -> {
                List<Integer> places = places(table, kind.targets);
                int place = places.get(dice.below(places.size()));
                spoiled.set(place, kind.junk.get(dice.below(kind.junk.size())));
                column = table.columns().get(place).name();
            }
        }
        log.code(table.fileName()).number(line).code(column).code(kind).endRow();
        return String.join(",", spoiled);
    }

    private static List<Integer> places(Table table, Set<Table.Kind> kinds) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (kinds.contains(table.columns().get(i).kind())) {
                places.add(i);
            }
        }
        return places;
    }

    /** How a row is spoiled: which columns are hit, and what is put into them. */
    enum Kind {
        TOO_FEW_COLUMNS(Set.of(), List.of()),
        TOO_MANY_COLUMNS(Set.of(), List.of()),
        BAD_TIME(
                Set.of(Table.Kind.TIME, Table.Kind.DAY),
                List.of("31/02/2025", "2025-13-40 25:61:00", "hôm qua", "0000-00-00")),
        TEXT_IN_NUMBER(Set.of(Table.Kind.NUMBER, Table.Kind.SCORE), List.of("n/a", "ba mươi", "12s", "#REF!", "--")),
        SCORE_OFF_SCALE(Set.of(Table.Kind.SCORE), List.of("11", "99", "-1", "100", "8.5"));

        private final Set<Table.Kind> targets;
        private final List<String> junk;

        Kind(Set<Table.Kind> targets, List<String> junk) {
            this.targets = targets;
            this.junk = junk;
        }

        private boolean fits(Table table) {
            return targets.isEmpty() || !places(table, targets).isEmpty();
        }
    }
}
