package dev.caresql.sql;

import static java.util.stream.Collectors.toCollection;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/**
 * Constants that tools put in quotes: a text beside an exact number or a date becomes the number or time that it spells.
 * Converted to the other one's type, as SQL has it, {@code score > '8.5'} would be {@code score > 9}, and {@code business_date <
 * '2026-01-31 23:59:59'} would leave out the last day.
 */
final class QuotedConstants {
    /** What fits BIGINT, and DECIMAL(38) with as many digits on both sides of the point. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");

    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,6})?)?))?");

    private static final int MICROSECONDS = 6;

    private QuotedConstants() {}

    /** Unquotes the operands of a comparison or of an arithmetic operator; false where there is nothing to do. */
    static boolean unquote(SqlCallBinding binding) {
        List<RelDataType> types = new ArrayList<>();
        for (int i = 0; i < binding.getOperandCount(); i++) {
            types.add(binding.getOperandType(i));
        }
        List<SqlNode> unquoted = unquoted(binding.operands(), types);
        for (int i = 0; i < unquoted.size(); i++) {
            binding.getValidator().deriveType(binding.getScope(), unquoted.get(i));
            binding.getCall().setOperand(i, unquoted.get(i));
        }
        return !unquoted.isEmpty();
    }

    /** Unquotes the list of {@code IN}; false where there is nothing to do, or where not all are of one kind. */
    static boolean unquoteList(SqlCallBinding binding) {
        if (!(binding.operand(1) instanceof SqlNodeList list)) {
            return false;
        }
        SqlValidator validator = binding.getValidator();
        List<SqlNode> unquoted = unquoted(list.getList(), List.of(binding.getOperandType(0)));
        List<RelDataType> types = unquoted.stream()
                .map(value -> validator.deriveType(binding.getScope(), value))
                .collect(toCollection(ArrayList::new));
        RelDataType common = types.isEmpty() ? null : binding.getTypeFactory().leastRestrictive(types);
        if (common == null) {
            return false;
        }
        for (int i = 0; i < unquoted.size(); i++) {
            list.set(i, unquoted.get(i));
        }
        validator.setValidatedNodeType(list, common);
        return true;
    }

    /** The values beside others of these types; none where there is nothing to unquote. */
    private static List<SqlNode> unquoted(List<? extends SqlNode> values, List<RelDataType> types) {
        List<SqlNode> unquoted = new ArrayList<>();
        boolean asTimestamps = values.stream()
                .flatMap(value -> time(value).stream())
                .anyMatch(time -> !time.toLocalTime().equals(LocalTime.MIDNIGHT));
        for (SqlNode value : values) {
            SqlNode plain = value;
            if (types.stream().anyMatch(SqlTypeUtil::isExactNumeric)) {
                plain = number(value).orElse(value);
            } else if (types.stream().anyMatch(type -> type.getSqlTypeName() == SqlTypeName.DATE)) {
                plain = time(value)
                        .<SqlNode>map(time -> literal(time, asTimestamps, value.getParserPosition()))
                        .orElse(value);
            }
            unquoted.add(plain);
        }
        return unquoted.equals(values) ? List.of() : unquoted;
    }

    private static Optional<SqlNode> number(SqlNode value) {
        return text(value)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(text ->
                        SqlLiteral.createExactNumeric(new BigDecimal(text).toPlainString(), value.getParserPosition()));
    }

    private static Optional<LocalDateTime> time(SqlNode value) {
        return text(value).map(TIME::matcher).filter(Matcher::matches).flatMap(matcher -> {
            try {
                LocalDate day = LocalDate.parse(matcher.group(1));
                return Optional.of(
                        matcher.group(2) == null ? day.atStartOfDay() : day.atTime(LocalTime.parse(matcher.group(2))));
            } catch (DateTimeException e) {
                return Optional.empty(); // the engine says what is wrong with it
            }
        });
    }

    private static SqlLiteral literal(LocalDateTime time, boolean asTimestamp, SqlParserPos pos) {
        LocalDate day = time.toLocalDate();
        if (!asTimestamp) {
            return SqlLiteral.createDate(new DateString(day.getYear(), day.getMonthValue(), day.getDayOfMonth()), pos);
        }
        TimestampString timestamp = new TimestampString(
                        day.getYear(),
                        day.getMonthValue(),
                        day.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond())
                .withNanos(time.getNano());
        return SqlLiteral.createTimestamp(SqlTypeName.TIMESTAMP, timestamp, MICROSECONDS, pos);
    }

    private static Optional<String> text(SqlNode value) {
        return value instanceof SqlCharStringLiteral literal
                ? Optional.of(literal.getValueAs(String.class).strip())
                : Optional.empty();
    }
}
