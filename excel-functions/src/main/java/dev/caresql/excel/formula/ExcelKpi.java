package dev.caresql.excel.formula;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.formula.StandaloneFormula;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexNode;

/** A KPI as a worksheet can say it: as a named LAMBDA, and as a formula of every spreadsheet program. */
public final class ExcelKpi {
    /** The longest formula that a workbook takes. */
    public static final int MAX_FORMULA_LENGTH = 8_191;

    /** The name of the cell that holds what AS_OF() means. */
    public static final String AS_OF = RowValues.AS_OF;

    private static final Pattern SIMPLE = Pattern.compile("[\\w$.!:'\\[\\]@#]+|\"[^\"]*\"");

    private final Translator translator;
    private final Set<String> atDefault;
    private final List<ExcelArgument> arguments;
    private final List<String> limits;
    private final Set<String> namesOfWorkbook;

    /**
     * Creates it from what was found out about it.
     *
     * @param atDefault options that a worksheet has at their defaults alone
     * @param namesOfWorkbook in upper case
     */
    ExcelKpi(
            Translator translator,
            Set<String> atDefault,
            List<ExcelArgument> arguments,
            List<String> limits,
            Set<String> namesOfWorkbook) {
        this.namesOfWorkbook = Set.copyOf(namesOfWorkbook);
        this.translator = translator;
        this.atDefault = Set.copyOf(atDefault);
        this.arguments = List.copyOf(arguments);
        this.limits = List.copyOf(limits);
    }

    public Kpi kpi() {
        return translator.kpi();
    }

    /** The function's name in a workbook. */
    public String name() {
        return ExcelNames.safe(kpi().name().text());
    }

    /** The arguments in their order; after them comes the row filter. */
    public List<ExcelArgument> arguments() {
        return arguments;
    }

    /** The name of the last argument, the optional row filter. */
    public String whereName() {
        boolean taken = arguments.stream().anyMatch(argument -> argument.name().equalsIgnoreCase("where"));
        return taken ? "row_filter" : "where";
    }

    /** What the function lacks that the KPI has in SQL, one sentence each; empty for most. */
    public List<String> limits() {
        return limits;
    }

    /** What it computes, in words. */
    public String words() {
        return translator.words();
    }

    /** Whether it reads the instant at which open items are judged, from the cell that is named AS_OF. */
    public boolean usesAsOf() {
        return lambda().contains(RowValues.AS_OF);
    }

    /**
     * The compiled formula over cells, with the options that a call leaves out at their defaults. Its input references are
     * the parameters of the KPI, in their order.
     */
    public StandaloneFormula formula(Set<String> leftOut) {
        Set<String> all = new HashSet<>(atDefault);
        all.addAll(leftOut);
        return translator.formula(all);
    }

    /** The LAMBDA as a file stores it, without an equals sign. */
    public String lambda() {
        return lambda(Spelling.STORED, "_xlop.", "");
    }

    /** The LAMBDA as a person types it into the name manager, without an equals sign. */
    public String typedLambda() {
        return lambda(Spelling.TYPED, "[", "]");
    }

    /** How a call looks, such as {@code NPS(score,[where])}. */
    public String signature() {
        return arguments.stream()
                        .map(argument -> argument.isOptional() ? "[" + argument.name() + "]" : argument.name())
                        .collect(Collectors.joining(",", name() + "(", ","))
                + "[" + whereName() + "])";
    }

    private String lambda(Spelling spelling, String open, String close) {
        StringBuilder text = new StringBuilder(spelling.function("LAMBDA")).append('(');
        for (ExcelArgument argument : arguments) {
            text.append(argument.isOptional() ? open + argument.name() + close : spelling.name(argument.name()))
                    .append(',');
        }
        text.append(open).append(whereName()).append(close).append(',');
        return text.append(body().text(spelling)).append(')').toString();
    }

    private Xl body() {
        Set<String> taken = arguments.stream().map(ExcelArgument::name).collect(Collectors.toCollection(HashSet::new));
        taken.add(whereName());
        Sharing.Names names = new Sharing.Names(
                name -> taken.contains(name) || namesOfWorkbook.contains(name.toUpperCase(Locale.ROOT)));
        Map<String, Xl> values = new HashMap<>();
        for (ExcelArgument argument : arguments) {
            values.put(
                    argument.parameter().name(), argument.isOptional() ? orDefault(argument, names) : column(argument));
        }
        Xl given = new Xl.Name(whereName(), true);
        Xl where = names.share(
                "rows_where",
                Xl.when(Xl.call("ISOMITTED", given), Xl.Literal.TRUE, Xl.call("IFERROR", given, Xl.Literal.FALSE)));
        StandaloneFormula formula = translator.formula(atDefault);
        Xl value = translator.translate(
                formula,
                parameter -> values.getOrDefault(parameter.name(), Xl.Literal.NOTHING),
                Optional.of(where),
                names,
                DistinctTexts.UNIQUE);
        return names.in(guarded(value, values));
    }

    private static Xl column(ExcelArgument argument) {
        return new Xl.Name(argument.name(), true);
    }

    private Xl orDefault(ExcelArgument argument, Sharing names) {
        Xl given = new Xl.Name(argument.name(), false);
        Xl orDefault = Xl.when(Xl.call("ISOMITTED", given), translator.defaultOf(argument.parameter()), given);
        return names.share(argument.name() + "_used", orDefault);
    }

    /** A misspelt choice must not choose another formula in silence. */
    private Xl guarded(Xl value, Map<String, Xl> values) {
        Xl guarded = value;
        for (ExcelArgument argument : arguments) {
            KpiParameter parameter = argument.parameter();
            Xl given = values.get(parameter.name());
            if (!parameter.choices().isEmpty() && given != null && !(given instanceof Xl.Literal)) {
                String choices = parameter.choices().stream()
                        .map(choice -> Xl.string(choice).text(Spelling.TYPED))
                        .collect(Collectors.joining(",", "{", "}"));
                Xl matches = Xl.call("EXACT", given, new Xl.Literal(choices));
                Xl found = Xl.call("SUM", Xl.when(matches, Xl.number(1), Xl.number(0)));
                guarded = Xl.when(Xl.binary(found, "=", Xl.number(0)), new Xl.Literal("#VALUE!"), guarded);
            }
        }
        return guarded;
    }

    /**
     * The formula over the ranges of one call, without an equals sign. It is an array formula: it belongs into a cell as
     * such, because older programs otherwise take one row for the whole range.
     *
     * @throws IllegalArgumentException where the call does not fit the KPI, or its formula is too long
     */
    public String classic(ClassicCall call) {
        Map<String, String> texts = new HashMap<>();
        Map<String, RexNode> constants = new HashMap<>();
        Set<String> omitted = new HashSet<>(atDefault);
        for (KpiParameter parameter : kpi().parameters()) {
            String text = call.arguments().get(parameter.name());
            if (text == null && !parameter.isOption()) {
                throw new IllegalArgumentException(name() + ": argument '" + parameter.name() + "' is missing");
            }
            if (text == null) {
                omitted.add(parameter.name());
            } else {
                requireChoice(parameter, text);
                Optional<RexNode> constant =
                        parameter.isOption() ? translator.constant(parameter, text) : Optional.empty();
                constant.ifPresent(value -> constants.put(parameter.name(), value));
                if (constant.isEmpty()) {
                    texts.put(parameter.name(), enclosed(text));
                }
            }
        }
        requireKnown(call);
        call.where().ifPresent(where -> texts.put(whereName(), where));
        Map<String, Xl> values = new HashMap<>();
        texts.keySet().forEach(name -> values.put(name, new Xl.Name(name, !isOption(name))));
        Xl value = translator.translate(
                translator.formula(omitted, constants),
                parameter -> values.getOrDefault(parameter.name(), Xl.Literal.NOTHING),
                call.where().map(where -> Xl.call("IFERROR", new Xl.Name(whereName(), true), Xl.Literal.FALSE)),
                Sharing.NONE,
                DistinctTexts.MATCH);
        String text = guarded(value, values).text(Spelling.over(texts));
        if (text.length() > MAX_FORMULA_LENGTH) {
            throw new IllegalArgumentException(name() + ": the formula has " + text.length() + " characters, but a cell"
                    + " takes " + MAX_FORMULA_LENGTH + "; name the ranges shorter, or use the LAMBDA");
        }
        return text;
    }

    private boolean isOption(String name) {
        return kpi().options().stream().anyMatch(option -> option.name().equals(name));
    }

    private void requireKnown(ClassicCall call) {
        for (String name : call.arguments().keySet()) {
            if (kpi().parameters().stream()
                    .noneMatch(parameter -> parameter.name().equals(name))) {
                throw new IllegalArgumentException(name() + ": there is no argument '" + name + "'");
            }
        }
    }

    private void requireChoice(KpiParameter parameter, String text) {
        if (atDefault.contains(parameter.name())) {
            String only = translator.defaultOf(parameter).text(Spelling.TYPED);
            if (!text.equals(only)) {
                throw new IllegalArgumentException(
                        name() + ": a worksheet knows argument '" + parameter.name() + "' as " + only + " alone");
            }
        }
        boolean isConstant = text.startsWith("\"") && text.endsWith("\"");
        if (!parameter.choices().isEmpty()
                && isConstant
                && !parameter.choices().contains(text.substring(1, text.length() - 1))) {
            throw new IllegalArgumentException(name() + ": argument '" + parameter.name() + "' must be one of "
                    + String.join(", ", parameter.choices()) + ", but " + text + " is not known");
        }
    }

    private static String enclosed(String text) {
        return SIMPLE.matcher(text).matches() ? text : "(" + text + ")";
    }
}
