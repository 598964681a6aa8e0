package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plans of a workbook: of the scorecard sheets that a report has, or, where it has none, of sheets that people
 * made themselves. Every bad cell is noted, with what to do.
 */
public final class PlanReader {
    private static final double PERCENT = 100;

    private final PlanWords words;
    private final List<PlanCell> plans = new ArrayList<>();
    private final PlanMistakes mistakes = new PlanMistakes();

    private PlanReader(PlanWords words) {
        this.words = requireNonNull(words, "words is null");
    }

    /**
     * Reads a workbook; where a cell is bad, all bad ones are reported and none is returned.
     *
     * @param file the workbook
     * @param words what its words mean
     * @param period of plans that do not say theirs
     */
    public static List<PlanCell> read(Path file, PlanWords words, Optional<Period> period) {
        if (!Files.isRegularFile(file)) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "There is no workbook " + file);
        }
        PlanReader reader = new PlanReader(words);
        try (OPCPackage parts = OPCPackage.open(file.toFile(), PackageAccess.READ);
                XSSFWorkbook workbook = new XSSFWorkbook(parts)) {
            if (!reader.read(workbook, period)) {
                throw new CareSqlException(
                        ErrorCode.INVALID_VALUE,
                        file
                                + " has no sheet of plans: neither one of 'caresql-excel report' with its hidden columns, nor one"
                                + " with the heads KPI and Plan (Kế hoạch), or KPI and months such as 2025-11 or T11/2025");
            }
        } catch (IOException | InvalidFormatException | RuntimeException e) {
            if (e instanceof CareSqlException ours) {
                throw ours;
            }
            throw new CareSqlException(
                    ErrorCode.INVALID_VALUE,
                    file + " cannot be read as a workbook (" + e.getMessage()
                            + "); save it as .xlsx, without a password, and try again",
                    e);
        }
        reader.mistakes.throwIfAny(file);
        return List.copyOf(reader.plans);
    }

    private boolean read(XSSFWorkbook workbook, Optional<Period> period) {
        boolean found = false;
        for (Sheet sheet : workbook) {
            if (ScorecardSheet.MARK.equals(text(cell(sheet.getRow(ScorecardSheet.TITLE_ROW), ScorecardColumn.KPI)))) {
                found = true;
                sheet(sheet);
            }
        }
        if (!found) {
            for (Sheet sheet : workbook) {
                found |= new PlanTable(sheet, words, period, mistakes).read(plans);
            }
        }
        return found;
    }

    private void sheet(Sheet sheet) {
        Period period = Period.parse(text(cell(sheet.getRow(ScorecardSheet.TITLE_ROW), ScorecardColumn.SCOPE)));
        for (int i = ScorecardSheet.HEADER_ROW + 1; i <= sheet.getLastRowNum(); i++) {
            Row row = sheet.getRow(i);
            String kpi = text(cell(row, ScorecardColumn.KPI));
            if (row != null && !kpi.isEmpty()) {
                line(row, kpi.toUpperCase(Locale.ROOT), period);
            }
        }
    }

    private void line(Row row, String kpi, Period period) {
        Cell plan = cell(row, ScorecardColumn.PLAN);
        if (plan == null || Cells.isBlank(plan)) {
            return;
        }
        Optional<Scope> scope = Arrays.stream(Scope.values())
                .filter(known -> known.name().equals(text(cell(row, ScorecardColumn.SCOPE))))
                .findFirst();
        String scopeId = text(cell(row, ScorecardColumn.SCOPE_ID));
        Optional<Double> divisor = number(cell(row, ScorecardColumn.DIVISOR)).filter(value -> value > 0);
        if (!words.isKpi(kpi) || scope.isEmpty() || scopeId.isEmpty() || divisor.isEmpty()) {
            mistakes.add(
                    Cells.place(plan),
                    kpi,
                    "the hidden columns of its row no longer say whose plan it is: write the report anew and type it"
                            + " in there");
            return;
        }
        try {
            double typed = value(plan);
            if (mistakes.isFirst(plan, kpi, scope.get(), scopeId, period)) {
                plans.add(new PlanCell(Cells.place(plan), kpi, scope.get(), scopeId, period, typed * divisor.get()));
            }
        } catch (IllegalArgumentException e) {
            mistakes.add(plan, String.valueOf(e.getMessage()));
        }
    }

    /** The plan as it is shown, in points where it is in percent. */
    private static double value(Cell plan) {
        Cells.requireValue(plan);
        if (Cells.type(plan) == CellType.STRING) {
            NumberText number = NumberText.of(plan.getStringCellValue());
            if (!number.suffix().isEmpty() && !number.suffix().equals("%")) {
                throw new IllegalArgumentException("it has '" + number.suffix() + "' behind it: type the number alone");
            }
            return number.value();
        }
        if (Cells.type(plan) != CellType.NUMERIC || !Double.isFinite(plan.getNumericCellValue())) {
            throw new IllegalArgumentException("it is no number: type a number, or leave the cell empty for no plan");
        }
        return Cells.isPercent(plan) ? plan.getNumericCellValue() * PERCENT : plan.getNumericCellValue();
    }

    private static @Nullable Cell cell(@Nullable Row row, ScorecardColumn column) {
        return row == null ? null : row.getCell(column.index());
    }

    private static Optional<Double> number(@Nullable Cell cell) {
        return cell != null && Cells.type(cell) == CellType.NUMERIC
                ? Optional.of(cell.getNumericCellValue())
                : Optional.empty();
    }

    private static String text(@Nullable Cell cell) {
        return cell != null && Cells.type(cell) == CellType.STRING ? cell.getStringCellValue() : "";
    }
}
