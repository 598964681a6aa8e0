package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** Reads the plans of the scorecard sheets of a workbook; every bad cell is noted, with what to do. */
public final class PlanReader {
    private static final double PERCENT = 100;

    private final Predicate<String> isKpi;
    private final List<PlanCell> plans = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private final Map<String, String> places = new LinkedHashMap<>();

    private PlanReader(Predicate<String> isKpi) {
        this.isKpi = requireNonNull(isKpi, "isKpi is null");
    }

    /**
     * Reads a workbook; where a cell is bad, all bad ones are reported and none is returned.
     *
     * @param file the workbook
     * @param isKpi whether the catalog has a KPI
     */
    public static List<PlanCell> read(Path file, Predicate<String> isKpi) {
        if (!Files.isRegularFile(file)) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "There is no workbook " + file);
        }
        PlanReader reader = new PlanReader(isKpi);
        boolean found = false;
        try (OPCPackage parts = OPCPackage.open(file.toFile(), PackageAccess.READ);
                XSSFWorkbook workbook = new XSSFWorkbook(parts)) {
            for (Sheet sheet : workbook) {
                if (ScorecardSheet.MARK.equals(
                        text(cell(sheet.getRow(ScorecardSheet.TITLE_ROW), ScorecardColumn.KPI)))) {
                    found = true;
                    reader.sheet(sheet);
                }
            }
        } catch (IOException | org.apache.poi.openxml4j.exceptions.InvalidFormatException | RuntimeException e) {
            if (e instanceof CareSqlException ours) {
                throw ours;
            }
            throw new CareSqlException(
                    ErrorCode.INVALID_VALUE,
                    file + " cannot be read as a workbook (" + e.getMessage()
                            + "); save it as .xlsx, without a password, and try again",
                    e);
        }
        if (!found) {
            throw new CareSqlException(
                    ErrorCode.INVALID_VALUE,
                    file
                            + " has no scorecard sheet of 'caresql-excel report'; type the plans into one, and keep its hidden"
                            + " columns");
        }
        reader.throwIfAny(file);
        return List.copyOf(reader.plans);
    }

    private void throwIfAny(Path file) {
        if (!mistakes.isEmpty()) {
            throw new CareSqlException(
                    ErrorCode.INVALID_VALUE,
                    "No plan of " + file.getFileName() + " was taken, because of "
                            + (mistakes.size() == 1 ? "one cell" : mistakes.size() + " cells") + ":\n"
                            + String.join("\n", mistakes));
        }
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
        String place = row.getSheet().getSheetName() + "!"
                + ScorecardColumn.PLAN.at(row.getRowNum()).replace("$", "");
        if (plan == null
                || type(plan) == CellType.BLANK
                || type(plan) == CellType.STRING && text(plan).isBlank()) {
            return;
        }
        Optional<Scope> scope = Arrays.stream(Scope.values())
                .filter(known -> known.name().equals(text(cell(row, ScorecardColumn.SCOPE))))
                .findFirst();
        String scopeId = text(cell(row, ScorecardColumn.SCOPE_ID));
        Optional<Double> divisor = number(cell(row, ScorecardColumn.DIVISOR)).filter(value -> value > 0);
        if (!isKpi.test(kpi) || scope.isEmpty() || scopeId.isEmpty() || divisor.isEmpty()) {
            note(
                    place,
                    kpi,
                    "the hidden columns of its row no longer say whose plan it is: write the report anew and type it"
                            + " in there");
            return;
        }
        Optional<Double> value = number(plan);
        if (value.isEmpty() || !Double.isFinite(value.get())) {
            note(place, shown(plan), "it is no number: type a number, or leave the cell empty for no plan");
            return;
        }
        String key = kpi + "|" + scope.get() + "|" + scopeId + "|" + period;
        String other = places.putIfAbsent(key, place);
        if (other != null) {
            note(place, shown(plan), "the plan of " + kpi + " stands in " + other + " too: delete one of the two rows");
            return;
        }
        boolean isPercent = plan.getCellStyle()
                .getDataFormatString()
                .replaceAll("\"[^\"]*\"", "")
                .contains("%");
        double typed = isPercent ? value.get() * PERCENT : value.get();
        plans.add(new PlanCell(place, kpi, scope.get(), scopeId, period, typed * divisor.get()));
    }

    private void note(String place, String value, String reason) {
        mistakes.add(place + " '" + value + "': " + reason);
    }

    private static @Nullable Cell cell(@Nullable Row row, ScorecardColumn column) {
        return row == null ? null : row.getCell(column.index());
    }

    /** The type of what the cell shows: of a formula, that of its value. */
    private static CellType type(Cell cell) {
        return cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
    }

    private static Optional<Double> number(@Nullable Cell cell) {
        return cell != null && type(cell) == CellType.NUMERIC
                ? Optional.of(cell.getNumericCellValue())
                : Optional.empty();
    }

    private static String text(@Nullable Cell cell) {
        return cell != null && type(cell) == CellType.STRING ? cell.getStringCellValue() : "";
    }

    private static String shown(Cell cell) {
        return switch (type(cell)) {
            case STRING -> cell.getStringCellValue();
            case BOOLEAN -> String.valueOf(cell.getBooleanCellValue()).toUpperCase(Locale.ROOT);
            case ERROR ->
                org.apache.poi.ss.usermodel.FormulaError.forInt(cell.getErrorCellValue())
                        .getString();
            case NUMERIC -> String.valueOf(cell.getNumericCellValue());
            default -> "";
        };
    }
}
