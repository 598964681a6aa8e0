package dev.caresql.catalog;

import dev.caresql.config.ConfigMap;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the worked examples of a KPI. Those of one table have {@code rows}, whose columns are the table's, or the parameters
 * of a KPI that counts its caller's rows; those of several have {@code tables}.
 */
final class ExampleReader {
    /** In the place of a column: how often a row stands in the table. */
    private static final String TIMES = "times";

    private static final int MOST_TIMES = 1_000_000;
    private static final Pattern NUMBER = Pattern.compile("~?-?[0-9]+(\\.[0-9]+)?(e-?[0-9]+)?");

    private final Problems problems;
    private final String kpi;
    private final Optional<Located> table;

    /**
     * Creates a reader for one KPI.
     *
     * @param kpi its name
     * @param table that of its binding, which {@code rows} fill; empty where it has none
     */
    ExampleReader(Problems problems, String kpi, Optional<Located> table) {
        this.problems = problems;
        this.kpi = kpi.toUpperCase(Locale.ROOT);
        this.table = table;
    }

    /** The example, or the list of them, under a key. */
    List<KpiExample> read(ConfigMap map, String key) {
        return map.maps(key).stream().map(this::example).toList();
    }

    private KpiExample example(ConfigMap map) {
        map.allowOnly(List.of("rows", "tables", "as_of", "where", "value", "answers"));
        Map<Located, ExampleRows> tables = new LinkedHashMap<>();
        map.map("rows").ifPresent(rows -> tables.put(table.orElse(rows.place()), rows(rows)));
        map.map("tables").ifPresent(all -> all.keys().forEach(name -> all.map(name)
                .ifPresent(rows -> tables.put(
                        new Located(name, rows.place().file(), rows.place().line()), rows(rows)))));
        List<KpiExample.Answer> answers = answers(map);
        if (answers.isEmpty()) {
            problems.add(map.place(), map.subject(), "example: 'value' is missing");
        }
        return new KpiExample(tables, map.text("as_of"), map.text("where"), answers);
    }

    private List<KpiExample.Answer> answers(ConfigMap map) {
        List<KpiExample.Answer> answers = new ArrayList<>();
        if (map.has("value")) {
            answers.add(answer(map, kpi + "()", map.text("value")));
        }
        map.map("answers").ifPresent(calls -> calls.keys().forEach(call -> {
            if (!call.toUpperCase(Locale.ROOT).startsWith(kpi) || !call.endsWith(")")) {
                problems.add(
                        calls.placeOf(call),
                        map.subject(),
                        "example: '" + call + "' is not a call such as " + kpi + "()");
            }
            answers.add(answer(map, call, calls.text(call)));
        }));
        return answers;
    }

    private KpiExample.Answer answer(ConfigMap map, String call, Optional<Located> value) {
        value.filter(text -> !NUMBER.matcher(text.text()).matches())
                .ifPresent(text -> problems.add(
                        text,
                        map.subject(),
                        "example: '" + text.text() + "' is not a number; a rounded one is written as ~83.02"));
        return new KpiExample.Answer(call, value.map(Located::text), value.orElseGet(map::place));
    }

    private ExampleRows rows(ConfigMap map) {
        int count = 1;
        for (String name : map.keys()) {
            count = Math.max(count, map.cells(name).size());
        }
        List<ExampleRows.Column> columns = new ArrayList<>();
        List<Integer> times = new ArrayList<>(Collections.nCopies(count, 1));
        for (String name : map.keys()) {
            List<Optional<Located>> cells = map.cells(name);
            if (cells.size() != 1 && cells.size() != count) {
                problems.add(
                        map.placeOf(name),
                        map.subject(),
                        "example: column '" + name + "' has " + cells.size() + " values where others have " + count);
            } else if (name.equals(TIMES)) {
                for (int row = 0; row < count; row++) {
                    times.set(row, times(map, cells.get(cells.size() == 1 ? 0 : row)));
                }
            } else {
                columns.add(new ExampleRows.Column(
                        name,
                        cells.stream().map(cell -> cell.map(Located::text)).toList()));
            }
        }
        return new ExampleRows(columns, times);
    }

    private int times(ConfigMap map, Optional<Located> cell) {
        Optional<Integer> number = cell.map(Located::text)
                .filter(text -> text.matches("[0-9]{1,7}"))
                .map(Integer::valueOf)
                .filter(times -> times <= MOST_TIMES);
        if (number.isEmpty()) {
            problems.add(
                    cell.orElse(map.place()),
                    map.subject(),
                    "example: 'times' must be whole numbers up to " + MOST_TIMES);
        }
        return number.orElse(1);
    }
}
