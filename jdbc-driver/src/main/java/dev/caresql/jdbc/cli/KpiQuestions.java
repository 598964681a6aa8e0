package dev.caresql.jdbc.cli;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiComponent;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.plan.CareDatabase;
import dev.caresql.sql.CareParser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriterConfig;
import org.jspecify.annotations.Nullable;

/** What to ask about one value of a KPI, in CareSQL, with a label for every column of the answers. */
final class KpiQuestions {
    private final Kpi kpi;
    private final KpiBinding binding;
    private final List<KpiComponent> components;
    private final String condition;
    private final List<String> columnsThere;
    private final List<String> rules = new ArrayList<>();

    private KpiQuestions(
            Kpi kpi, KpiBinding binding, List<KpiComponent> components, String condition, List<String> columnsThere) {
        this.kpi = requireNonNull(kpi, "kpi is null");
        this.binding = requireNonNull(binding, "binding is null");
        this.components = List.copyOf(components);
        this.condition = requireNonNull(condition, "condition is null");
        this.columnsThere = List.copyOf(columnsThere);
        kpi.valid().ifPresent(valid -> split(CareParser.expression(valid.text())));
    }

    /** Throws where the KPI has no table of its own. */
    static KpiQuestions of(Kpi kpi, CareDatabase database, @Nullable String where) {
        KpiBinding binding = kpi.binding().orElseThrow(() -> {
            String parts = kpi.spans().stream().map(Located::text).collect(Collectors.joining(", "));
            return new CareSqlException(
                    ErrorCode.UNBOUND_KPI,
                    kpi.name().text() + " has no table of its own"
                            + (parts.isEmpty() ? "" : "; explain what it is made of: " + parts));
        });
        if (where != null) {
            CareParser.expression(where);
        }
        List<String> columns = database.tables().stream()
                .filter(table -> table.name().equals(binding.table().text()))
                .flatMap(table -> table.rowType().getFieldNames().stream())
                .toList();
        List<KpiComponent> components = List.copyOf(database.formulas().components(kpi));
        return new KpiQuestions(kpi, binding, components, where == null ? "TRUE" : where, columns);
    }

    /** The value and the components. */
    String figures() {
        List<String> calls = new ArrayList<>(List.of(kpi.name().text() + "()"));
        components.forEach(component -> calls.add(component.functionOf(kpi) + "()"));
        return "SELECT " + String.join(", ", calls) + " FROM " + table() + " WHERE (" + condition + ")";
    }

    List<String> figureLabels() {
        List<String> labels =
                new ArrayList<>(List.of(kpi.name().text() + " (" + kpi.measure().unit() + ")"));
        components.forEach(component -> labels.add(component.functionOf(kpi)));
        return labels;
    }

    /** How many rows there are, and how many are not of the KPI, lack an argument or break a rule. */
    String rows() {
        List<String> columns = new ArrayList<>();
        for (KpiParameter parameter : kpi.parameters()) {
            String value = binding.expression(parameter)
                    .map(this::overTable)
                    .or(() -> parameter.defaultValue().map(Located::text))
                    .orElse("NULL");
            columns.add("CAST(" + value + " AS " + parameter.type().name() + ") AS " + parameter.name());
        }
        String filter = binding.where().map(this::overTable).orElse("TRUE");
        columns.add("(" + filter + ") IS TRUE AS is_of_kpi");
        List<String> counts = new ArrayList<>(List.of("COUNT(*)", "COUNT(*) FILTER (WHERE NOT is_of_kpi)"));
        for (KpiParameter column : kpi.columns()) {
            counts.add("COUNT(*) FILTER (WHERE is_of_kpi AND " + column.name() + " IS NULL)");
        }
        rules.forEach(rule -> counts.add("COUNT(*) FILTER (WHERE is_of_kpi AND NOT (" + rule + "))"));
        return "SELECT " + String.join(", ", counts) + " FROM (SELECT " + String.join(", ", columns) + " FROM "
                + table() + " WHERE (" + condition + ")) AS r";
    }

    List<String> rowLabels() {
        List<String> labels = new ArrayList<>();
        labels.add("rows of " + binding.table().text() + ("TRUE".equals(condition) ? "" : " WHERE " + condition));
        labels.add("left out: not " + binding.where().map(Located::text).orElse("TRUE"));
        for (KpiParameter column : kpi.columns()) {
            labels.add("without " + column.name());
        }
        rules.forEach(rule -> labels.add("left out: not " + rule));
        return labels;
    }

    /** A column that the model need not map, and does not, is NULL. */
    private String overTable(Located expression) {
        String text = expression.text();
        for (String column : binding.optional()) {
            if (!columnsThere.contains(column)) {
                text = text.replaceAll("\\b" + column + "\\b", "NULL");
            }
        }
        return text;
    }

    private String table() {
        return '"' + binding.table().text() + '"';
    }

    private void split(SqlNode node) {
        if (node instanceof SqlCall call && call.getKind() == SqlKind.AND) {
            call.getOperandList().forEach(this::split);
        } else {
            rules.add(node.toSqlString(config -> config.withQuoteAllIdentifiers(false)
                            .withAlwaysUseParentheses(false)
                            .withLineFolding(SqlWriterConfig.LineFolding.WIDE))
                    .getSql()
                    .replaceAll("\\s+", " "));
        }
    }
}
