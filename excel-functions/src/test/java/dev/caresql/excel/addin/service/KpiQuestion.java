package dev.caresql.excel.addin.service;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A KPI of a period and filter as SQL. Names come from the catalog and never from the caller; texts are bound, or quoted by
 * {@link #quoted}; numbers, dates and truths are read and written anew.
 *
 * @param kpi which
 * @param period of which days
 * @param sql the statement
 * @param bound the texts for its question marks
 */
record KpiQuestion(Sheet.KpiEntry kpi, AskedPeriod period, String sql, List<String> bound) {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String PERIOD_START = "period_start";
    private static final String PERIOD_END = "period_end";

    KpiQuestion {
        requireNonNull(kpi, "kpi is null");
        requireNonNull(period, "period is null");
        requireNonNull(sql, "sql is null");
        bound = List.copyOf(bound);
    }

    static KpiQuestion of(
            Sheet sheet, String name, Optional<String> period, List<String> filters, Map<String, String> options)
            throws Refusal {
        Sheet.KpiEntry kpi = sheet.kpi(name);
        AskedPeriod days = period.isPresent() ? AskedPeriod.parse(period.get()) : AskedPeriod.ALL;
        List<String> conditions = new ArrayList<>();
        List<String> bound = new ArrayList<>();
        String table = isOfItsOwnPeriod(kpi) ? kpi.table() : Sheet.KPIS;
        if (table.equals(Sheet.KPIS)) {
            days.from().ifPresent(day -> conditions.add("business_date >= " + date(day)));
            days.to().ifPresent(day -> conditions.add("business_date <= " + date(day)));
        }
        for (String filter : filters) {
            for (AskedFilter.Condition condition : AskedFilter.parse(filter)) {
                conditions.add(sql(sheet, table, condition, bound));
            }
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String call = kpi.name() + "(" + String.join(", ", arguments(sheet, kpi, days, options)) + ")";
        return new KpiQuestion(kpi, days, "SELECT " + call + " FROM " + table + where, bound);
    }

    private static boolean isOfItsOwnPeriod(Sheet.KpiEntry kpi) {
        return kpi.options().containsKey(PERIOD_START) && kpi.options().containsKey(PERIOD_END);
    }

    private static List<String> arguments(
            Sheet sheet, Sheet.KpiEntry kpi, AskedPeriod days, Map<String, String> options) throws Refusal {
        Map<String, String> arguments = new LinkedHashMap<>();
        // In kpis a row belongs to one time, and rows without it are left out; these KPIs judge by several.
        if (isOfItsOwnPeriod(kpi)) {
            days.from()
                    .ifPresent(day -> arguments.put(PERIOD_START, midnight(kpi, PERIOD_START, day, sheet.timeZone())));
            days.to()
                    .ifPresent(day ->
                            arguments.put(PERIOD_END, midnight(kpi, PERIOD_END, day.plusDays(1), sheet.timeZone())));
        }
        for (Map.Entry<String, String> option : options.entrySet()) {
            String name = kpi.options().keySet().stream()
                    .filter(option.getKey()::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            400,
                            "42883",
                            "KPI " + kpi.name() + " has no option '" + option.getKey() + "'; it has "
                                    + (kpi.options().isEmpty()
                                            ? "none"
                                            : String.join(", ", kpi.options().keySet()))));
            arguments.put(name, literal(requireNonNull(kpi.options().get(name)), option.getValue()));
        }
        return arguments.entrySet().stream()
                .map(argument -> argument.getKey() + " => " + argument.getValue())
                .toList();
    }

    private static String sql(Sheet sheet, String table, AskedFilter.Condition condition, List<String> bound)
            throws Refusal {
        String dimension = sheet.dimension(table, condition.name());
        if (condition.values().isEmpty()) {
            return dimension + (condition.equal() ? " IS NULL" : " IS NOT NULL");
        }
        String type = sheet.type(table, dimension);
        boolean text = type.startsWith("VARCHAR");
        List<String> values = new ArrayList<>();
        for (String value : condition.values()) {
            if (text) {
                bound.add(value);
            }
            values.add(text ? "UPPER(CAST(? AS VARCHAR))" : literal(type, value));
        }
        String left = text ? "UPPER(" + dimension + ")" : dimension;
        return left + (condition.equal() ? " IN (" : " NOT IN (") + String.join(", ", values) + ")";
    }

    /** A value as a literal of a type. */
    private static String literal(String type, String value) throws Refusal {
        try {
            return switch (type.toUpperCase(Locale.ROOT).replaceAll("\\(.*", "")) {
                case "INTEGER", "BIGINT" -> String.valueOf(whole(value));
                case "DOUBLE", "DECIMAL" -> number(value);
                case "BOOLEAN" -> truth(value);
                case "DATE" -> date(LocalDate.parse(value));
                case "TIMESTAMP" -> timestamp(LocalDateTime.parse(value));
                default -> quoted(value);
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw Refusal.value("'" + value + "' is no " + type.toLowerCase(Locale.ROOT));
        }
    }

    /** Excel sends whole numbers as 5, and a program may as 5.0. */
    private static long whole(String value) {
        double number = Double.parseDouble(value);
        if (number != Math.rint(number) || Math.abs(number) > 1L << 53) {
            throw new NumberFormatException(value);
        }
        return (long) number;
    }

    private static String number(String value) {
        double number = Double.parseDouble(value);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new NumberFormatException(value);
        }
        return BigDecimal.valueOf(number).toPlainString();
    }

    private static String truth(String value) throws Refusal {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw Refusal.value("'" + value + "' is neither true nor false");
        }
        return value.toUpperCase(Locale.ROOT);
    }

    /** The only place where a text of the caller becomes part of a statement. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String midnight(Sheet.KpiEntry kpi, String option, LocalDate day, ZoneId zone) {
        return "DATE".equalsIgnoreCase(kpi.options().get(option))
                ? date(day)
                : timestamp(LocalDateTime.ofInstant(day.atStartOfDay(zone).toInstant(), ZoneOffset.UTC));
    }

    private static String date(LocalDate day) {
        return "DATE '" + day + "'";
    }

    private static String timestamp(LocalDateTime time) {
        return "TIMESTAMP '" + TIMESTAMP.format(time) + "'";
    }
}
