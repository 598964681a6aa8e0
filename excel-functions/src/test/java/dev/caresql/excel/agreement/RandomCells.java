package dev.caresql.excel.agreement;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.formula.CompiledFormula;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Columns as people really keep them: values on and off the scale, fractions, blanks, digits as text, errors. */
final class RandomCells {
    static final LocalDateTime AS_OF = LocalDateTime.of(2025, 6, 30, 12, 0);
    private static final int JUNK_PERCENT = 16;

    /** Texts with what a worksheet takes for wildcards; none differs from another in case alone. */
    private static final List<String> KEYS =
            List.of("K1", "K2", "K3", "K4", "a*b", "aXb", "a?b", "a~b", "a~*b", "café", "cafe");

    private static final double[] NUMBERS = {
        0, 1, 5, 20, 20.5, 60, 120.25, 600, 601, 3600, 86_400, 604_800, 700_000, -1, -0.5
    };

    private final Random random;

    RandomCells(long seed) {
        this.random = new Random(seed);
    }

    /** The cells of a parameter's column. */
    List<CellValue> column(KpiParameter parameter, int index, CompiledFormula formula, int rows) {
        List<String> texts = List.copyOf(texts(index, formula));
        List<CellValue> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            cells.add(random.nextInt(100) < JUNK_PERCENT ? junk(parameter.type()) : good(parameter.type(), texts));
        }
        return cells;
    }

    /** Months 1 to 4, some of them missing. */
    List<CellValue> months(int rows) {
        List<CellValue> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            cells.add(
                    random.nextInt(12) == 0
                            ? pick(List.of(CellValue.BLANK, CellValue.ERROR))
                            : number(1 + random.nextInt(4)));
        }
        return cells;
    }

    private CellValue junk(ColumnType type) {
        boolean isText = type == ColumnType.VARCHAR;
        return switch (random.nextInt(5)) {
            case 0, 1 -> CellValue.BLANK;
            case 2 -> CellValue.ERROR;
            case 3 -> isText ? number(1001) : new CellValue("9");
            default -> isText ? new CellValue("") : new CellValue("n/a");
        };
    }

    private CellValue good(ColumnType type, List<String> texts) {
        return switch (type) {
            case INTEGER -> random.nextInt(12) == 0 ? number(8.5) : number(random.nextInt(14) - 1);
            case BIGINT -> number(random.nextInt(9));
            case DOUBLE, DECIMAL -> number(NUMBERS[random.nextInt(NUMBERS.length)]);
            case BOOLEAN -> random.nextInt(5) == 0 ? number(random.nextInt(2)) : new CellValue(random.nextBoolean());
            case VARCHAR -> new CellValue(texts.isEmpty() || random.nextInt(8) == 0 ? pick(KEYS) : pick(texts));
            case TIMESTAMP -> new CellValue(time());
            case DATE -> new CellValue(time().toLocalDate());
            case TIME -> CellValue.BLANK;
        };
    }

    private LocalDateTime time() {
        if (random.nextInt(20) == 0) {
            return AS_OF;
        }
        return random.nextBoolean()
                ? AS_OF.minusMinutes(random.nextInt(60 * 24 * 3)).minusSeconds(random.nextInt(60))
                : AS_OF.plusDays(10 - random.nextInt(120)).minusSeconds(random.nextInt(86_400));
    }

    private static CellValue number(double value) {
        return new CellValue(value);
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The texts that the formula compares a parameter with. */
    private static Set<String> texts(int index, CompiledFormula formula) {
        Set<String> texts = new LinkedHashSet<>();
        RexBuilder rexBuilder = new RexBuilder(CareTypeFactory.shared());
        List<RexNode> nodes = new ArrayList<>(formula.rows());
        formula.valid().ifPresent(nodes::add);
        for (RexNode node : nodes) {
            RexUtil.expandSearch(rexBuilder, null, node).accept(new RexVisitorImpl<Void>(true) {
                @Override
                public Void visitCall(RexCall call) {
                    boolean about = call.getOperands().stream()
                            .anyMatch(operand -> operand instanceof RexInputRef ref && ref.getIndex() == index);
                    for (RexNode operand : call.getOperands()) {
                        if (about
                                && operand instanceof RexLiteral literal
                                && SqlTypeUtil.inCharFamily(literal.getType())) {
                            texts.add(String.valueOf(literal.getValueAs(String.class))
                                    .replace("%", "_X"));
                        }
                    }
                    return super.visitCall(call);
                }
            });
        }
        return texts;
    }
}
