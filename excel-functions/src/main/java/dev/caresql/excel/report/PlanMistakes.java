package dev.caresql.excel.report;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;

/** The bad cells of a workbook of plans, each with what to do. */
final class PlanMistakes {
    private final List<String> mistakes = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();

    void add(Cell cell, String reason) {
        add(Cells.place(cell), Cells.typed(cell), reason);
    }

    void add(String place, String value, String reason) {
        mistakes.add(place + " '" + value + "': " + reason);
    }

    /** Whether no other cell plans the same; one that does is noted. */
    boolean isFirst(Cell cell, String kpi, Scope scope, String member, Period period) {
        String other = places.putIfAbsent(kpi + "|" + scope + "|" + member + "|" + period, Cells.place(cell));
        if (other != null) {
            add(cell, "the plan of " + kpi + " stands in " + other + " too: delete one of the two rows");
        }
        return other == null;
    }

    /** Refuses the workbook where a cell is bad. */
    void throwIfAny(Path file) {
        if (!mistakes.isEmpty()) {
            throw new CareSqlException(
                    ErrorCode.INVALID_VALUE,
                    "No plan of " + file.getFileName() + " was taken, because of "
                            + (mistakes.size() == 1 ? "one cell" : mistakes.size() + " cells") + ":\n"
                            + String.join("\n", mistakes));
        }
    }
}
