package dev.caresql.excel.poi;

import dev.caresql.sql.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.formula.TwoDEval;
import org.apache.poi.ss.formula.eval.BlankEval;
import org.apache.poi.ss.formula.eval.BoolEval;
import org.apache.poi.ss.formula.eval.MissingArgEval;
import org.apache.poi.ss.formula.eval.NumberEval;
import org.apache.poi.ss.formula.eval.RefEval;
import org.apache.poi.ss.formula.eval.StringEval;
import org.apache.poi.ss.formula.eval.ValueEval;
import org.apache.poi.ss.util.NumberToTextConverter;
import org.jspecify.annotations.Nullable;

/** Reads arguments by the types of a KPI's parameters: what is not of its type, and every error, is NULL. */
final class CellReader {
    private CellReader() {}

    /** The values of a range, row by row, or a single value. */
    static Column column(ValueEval argument, ColumnType type) {
        List<@Nullable Object> values = new ArrayList<>();
        cells(argument).forEach(cell -> values.add(value(cell, type)));
        return new Column(values);
    }

    /** Which rows a filter lets through: those where it is TRUE or a number other than 0. */
    static Optional<boolean[]> mask(ValueEval argument) {
        if (isLeftOut(argument)) {
            return Optional.empty();
        }
        List<ValueEval> cells = cells(argument);
        boolean[] mask = new boolean[cells.size()];
        for (int i = 0; i < mask.length; i++) {
            ValueEval cell = cells.get(i);
            mask[i] = cell instanceof BoolEval truth && truth.getBooleanValue()
                    || cell instanceof NumberEval number && number.getNumberValue() != 0;
        }
        return Optional.of(mask);
    }

    /** Whether a call has nothing between two commas. */
    static boolean isLeftOut(ValueEval argument) {
        return argument instanceof MissingArgEval;
    }

    private static List<ValueEval> cells(ValueEval argument) {
        if (argument instanceof RefEval ref) {
            return List.of(ref.getInnerValueEval(ref.getFirstSheetIndex()));
        }
        if (!(argument instanceof TwoDEval area)) {
            return List.of(argument);
        }
        List<ValueEval> cells = new ArrayList<>(area.getHeight() * area.getWidth());
        for (int row = 0; row < area.getHeight(); row++) {
            for (int column = 0; column < area.getWidth(); column++) {
                cells.add(area.getValue(row, column));
            }
        }
        return cells;
    }

    private static @Nullable Object value(ValueEval cell, ColumnType type) {
        return switch (type) {
            case INTEGER, BIGINT, DOUBLE, DECIMAL -> cell instanceof NumberEval number ? number.getNumberValue() : null;
            case TIME, TIMESTAMP -> cell instanceof NumberEval number ? Times.ofSerial(number.getNumberValue()) : null;
            case DATE ->
                cell instanceof NumberEval number ? Times.startOfDay(Times.ofSerial(number.getNumberValue())) : null;
            case BOOLEAN -> truth(cell);
            case VARCHAR -> text(cell);
        };
    }

    private static @Nullable Object truth(ValueEval cell) {
        if (cell instanceof BoolEval truth) {
            return truth.getBooleanValue();
        }
        return cell instanceof NumberEval number ? (Object) (number.getNumberValue() != 0) : null;
    }

    private static @Nullable Object text(ValueEval cell) {
        if (cell instanceof BlankEval) {
            return null;
        }
        if (cell instanceof StringEval text) {
            return text.getStringValue().isEmpty() ? null : text.getStringValue();
        }
        if (cell instanceof BoolEval truth) {
            return truth.getBooleanValue() ? "TRUE" : "FALSE";
        }
        return cell instanceof NumberEval number ? NumberToTextConverter.toText(number.getNumberValue()) : null;
    }
}
