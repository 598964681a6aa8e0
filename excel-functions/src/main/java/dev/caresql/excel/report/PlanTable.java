package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of plans that people made themselves: a line of heads with {@code KPI} and either {@code Plan} (Kế hoạch), with the
 * period above it, in the title or in the sheet's name, or a column for each month. Columns for team, department or agent say
 * whose plan it is, a column of units in which unit.
 */
final class PlanTable {
    private static final int LAST_HEAD_ROW = 30;
    private static final Set<String> KPI = Set.of("kpi", "chỉ số", "chỉ tiêu kpi", "tên kpi", "indicator", "metric");
    private static final Pattern UNIT = Pattern.compile("(thước đo|đơn vị|đvt|unit)([ /].*)?");
    private static final Set<String> PLAN = Set.of("kế hoạch", "kh", "plan", "target", "mục tiêu", "chỉ tiêu");
    private static final Map<Scope, Set<String>> SCOPES = Map.of(
            Scope.DEPARTMENT, Set.of("department", "phòng", "phòng ban", "department_id"),
            Scope.TEAM, Set.of("team", "đội", "nhóm", "team_id"),
            Scope.AGENT, Set.of("agent", "nhân viên", "agent_id"));
    private static final double PERCENT = 100;

    private final Sheet sheet;
    private final PlanWords words;
    private final Optional<Period> otherwise;
    private final PlanMistakes mistakes;
    private final Map<Integer, Period> plans = new LinkedHashMap<>();
    private final Map<Scope, Integer> scopes = new LinkedHashMap<>();
    private int kpi = -1;
    private int unit = -1;

    /** A sheet, and the period of plans that do not say theirs. */
    PlanTable(Sheet sheet, PlanWords words, Optional<Period> otherwise, PlanMistakes mistakes) {
        this.sheet = requireNonNull(sheet, "sheet is null");
        this.words = requireNonNull(words, "words is null");
        this.otherwise = requireNonNull(otherwise, "otherwise is null");
        this.mistakes = requireNonNull(mistakes, "mistakes is null");
    }

    /** Reads the plans; false where the sheet has no such line of heads. */
    boolean read(List<PlanCell> found) {
        for (int i = sheet.getFirstRowNum(); i <= Math.min(LAST_HEAD_ROW, sheet.getLastRowNum()); i++) {
            Row row = sheet.getRow(i);
            if (row != null && heads(row)) {
                for (int line = i + 1; line <= sheet.getLastRowNum(); line++) {
                    if (sheet.getRow(line) != null) {
                        line(sheet.getRow(line), found);
                    }
                }
                return true;
            }
        }
        return false;
    }

    /** Finds the columns in a line of heads; false where it is none. */
    private boolean heads(Row row) {
        List<Cell> planned = new ArrayList<>();
        List<Cell> periods = new ArrayList<>();
        kpi = -1;
        for (Cell cell : row) {
            String head = PlanWords.plain(Cells.shown(cell));
            if (KPI.contains(head) && kpi < 0) {
                kpi = cell.getColumnIndex();
            } else if (UNIT.matcher(head).matches()) {
                unit = cell.getColumnIndex();
            } else if (PLAN.contains(head)) {
                planned.add(cell);
            } else if (period(cell, Optional.of(2000)).isPresent()) {
                periods.add(cell);
            } else {
                SCOPES.forEach((scope, names) -> {
                    if (names.contains(head)) {
                        scopes.put(scope, cell.getColumnIndex());
                    }
                });
            }
        }
        if (kpi < 0 || planned.isEmpty() && periods.isEmpty()) {
            return false;
        }
        Optional<Period> title = title(row);
        for (Cell cell : planned.isEmpty() ? periods : planned) {
            Optional<Period> period = planned.isEmpty()
                    ? period(cell, year(title))
                    : above(cell, year(title)).or(() -> title);
            period.ifPresentOrElse(
                    known -> plans.put(cell.getColumnIndex(), known),
                    () -> mistakes.add(
                            cell, "its period is not known: write it as 2025-11 or T11/2025, or give --period"));
        }
        return true;
    }

    private Optional<Integer> year(Optional<Period> title) {
        return title.map(known -> known.start().getYear());
    }

    /** The period of a head, which may be a date. */
    private static Optional<Period> period(Cell cell, Optional<Integer> year) {
        if (Cells.type(cell) == CellType.NUMERIC && DateUtil.isCellDateFormatted(cell)) {
            return Optional.of(new Period(
                    Grain.MONTH, cell.getLocalDateTimeCellValue().toLocalDate().withDayOfMonth(1)));
        }
        return PeriodText.of(Cells.shown(cell), year);
    }

    /** The period in the line above a head, over it or to the left of it, as over a plan and an actual value. */
    private Optional<Period> above(Cell head, Optional<Integer> year) {
        Row row = sheet.getRow(head.getRowIndex() - 1);
        for (int column = head.getColumnIndex(); row != null && column > kpi; column--) {
            Cell cell = row.getCell(column);
            if (cell != null && !Cells.isBlank(cell)) {
                return period(cell, year);
            }
        }
        return Optional.empty();
    }

    /** The period that is asked for, or that the lines above the heads or the sheet's name speak of. */
    private Optional<Period> title(Row heads) {
        List<String> texts = new ArrayList<>();
        for (int i = sheet.getFirstRowNum(); i < heads.getRowNum(); i++) {
            Row row = sheet.getRow(i);
            if (row != null) {
                row.forEach(cell -> texts.add(Cells.shown(cell)));
            }
        }
        return otherwise.or(() -> Stream.concat(texts.stream(), Stream.of(sheet.getSheetName()))
                .flatMap(text -> PeriodText.within(text).stream())
                .findFirst());
    }

    private void line(Row row, List<PlanCell> found) {
        List<Cell> cells = plans.keySet().stream()
                .flatMap(column -> Optional.ofNullable(row.getCell(column)).stream())
                .filter(cell -> !Cells.isBlank(cell))
                .collect(Collectors.toList());
        if (cells.isEmpty()) {
            return;
        }
        Cell name = row.getCell(kpi);
        if (name == null || Cells.isBlank(name)) {
            mistakes.add(cells.get(0), "its line names no KPI: name it, or empty the cell");
            return;
        }
        Cell current = name;
        try {
            String code = words.kpi(Cells.shown(name));
            Scope scope = Scope.COMPANY;
            String member = "ALL";
            for (Map.Entry<Scope, Integer> column : scopes.entrySet()) {
                Cell cell = row.getCell(column.getValue());
                if (cell != null && !Cells.isBlank(cell)) {
                    current = cell;
                    scope = column.getKey();
                    member = words.member(scope, Cells.shown(cell));
                }
            }
            for (Cell cell : cells) {
                plan(cell, code, scope, member, found);
            }
        } catch (IllegalArgumentException e) {
            mistakes.add(current, String.valueOf(e.getMessage()));
        }
    }

    private void plan(Cell cell, String code, Scope scope, String member, List<PlanCell> found) {
        Period period = requireNonNull(plans.get(cell.getColumnIndex()));
        try {
            double value = value(cell, code);
            if (mistakes.isFirst(cell, code, scope, member, period)) {
                found.add(new PlanCell(Cells.place(cell), code, scope, member, period, value));
            }
        } catch (IllegalArgumentException e) {
            mistakes.add(cell, String.valueOf(e.getMessage()));
        }
    }

    /** The value in the KPI's own unit. */
    private double value(Cell cell, String code) {
        Cells.requireValue(cell);
        boolean isText = Cells.type(cell) == CellType.STRING;
        if (!isText && Cells.type(cell) != CellType.NUMERIC) {
            throw new IllegalArgumentException("it is no number: type a number, or leave the cell empty for no plan");
        }
        NumberText number =
                isText ? NumberText.of(cell.getStringCellValue()) : new NumberText(cell.getNumericCellValue(), "");
        boolean isPercent = number.suffix().equals("%") || !isText && Cells.isPercent(cell);
        if (isPercent && !words.isPercent(code)) {
            throw new IllegalArgumentException(code + " is not in percent: type the number itself");
        }
        if (isPercent) {
            return isText ? number.value() : number.value() * PERCENT;
        }
        if (words.isPercent(code) && number.value() != 0 && Math.abs(number.value()) <= 1) {
            throw new IllegalArgumentException(code + " is in percent, so it may be " + plain(number.value() * PERCENT)
                    + " % or " + plain(number.value()) + " %: write it with the sign of percent");
        }
        String given = number.suffix().isEmpty() ? unit(cell.getRow()) : number.suffix();
        Optional<Double> factor = words.factor(code, given);
        if (factor.isEmpty() && !number.suffix().isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + number.suffix() + "' is no unit that " + code + " can have: type the number alone");
        }
        return number.value() * factor.orElse(1.0);
    }

    private static String plain(double value) {
        return new java.math.BigDecimal(value)
                .round(java.math.MathContext.DECIMAL32)
                .stripTrailingZeros()
                .toPlainString();
    }

    private String unit(Row row) {
        @Nullable Cell cell = unit < 0 ? null : row.getCell(unit);
        return cell == null ? "" : Cells.shown(cell);
    }
}
