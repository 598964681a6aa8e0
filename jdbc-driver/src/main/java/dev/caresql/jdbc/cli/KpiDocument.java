package dev.caresql.jdbc.cli;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiMeasure.Additivity;
import dev.caresql.catalog.KpiMeasure.Better;
import dev.caresql.catalog.KpiMeasure.Interval;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Located;
import dev.caresql.formula.FormulaCompiler;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The KPIs of a catalog as a Markdown document in one language. */
final class KpiDocument {
    private final FormulaCompiler formulas;
    private final Language language;
    private final StringBuilder text = new StringBuilder();

    KpiDocument(KpiCatalog catalog, Language language) {
        this.formulas = new FormulaCompiler(requireNonNull(catalog, "catalog is null"));
        this.language = requireNonNull(language, "language is null");
    }

    /** The document of some KPIs, its lines ended by line feeds. */
    String write(Collection<Kpi> kpis) {
        line("# " + say("The KPIs", "Các KPI"));
        line("");
        line(say(
                "Written from the catalog by `caresql kpis --format markdown --lang " + language.code()
                        + "`; a change belongs there. Rates are percentage points from 0 to 100, nothing is rounded."
                        + " An example names the values of each column, row by row; `times` is how often a row stands in the"
                        + " table, `{n}` its number, and ≈ a value rounded to the decimals written.",
                "Sinh từ danh mục bằng `caresql kpis --format markdown --lang " + language.code()
                        + "`; muốn sửa thì sửa ở danh mục. Tỷ lệ tính theo điểm phần trăm 0 đến 100, không làm tròn."
                        + " Ví dụ ghi giá trị từng cột theo thứ tự dòng; `times` là số lần dòng lặp lại, `{n}` là số thứ tự"
                        + " dòng, ≈ là giá trị làm tròn đến số chữ số thập phân đã ghi."));
        String file = "";
        for (Kpi kpi : kpis) {
            if (!kpi.name().file().equals(file)) {
                file = kpi.name().file();
                line("");
                line("## " + file.replaceAll("\\.ya?ml$", ""));
            }
            entry(kpi);
        }
        return text.toString();
    }

    private void entry(Kpi kpi) {
        line("");
        line("### " + kpi.name().text() + " – "
                + say(kpi.texts().labelEn(), kpi.texts().labelVi()));
        line("");
        line(say(kpi.texts().descriptionEn(), kpi.texts().descriptionVi()));
        line("");
        line("| | |");
        line("| --- | --- |");
        row(say("Formula", "Công thức"), code(kpi.formula().text()));
        kpi.valid().ifPresent(valid -> row(say("Valid when", "Hợp lệ khi"), code(valid.text())));
        row(
                say("Parameters", "Tham số"),
                kpi.parameters().stream().map(KpiDocument::parameter).collect(Collectors.joining(", ")));
        kpi.binding().ifPresent(this::binding);
        if (!kpi.spans().isEmpty()) {
            row(
                    say("Made of", "Tính từ"),
                    codes(kpi.spans().stream().map(Located::text).toList()));
        }
        if (!kpi.synonyms().isEmpty()) {
            row(
                    say("Also", "Tên khác"),
                    codes(kpi.synonyms().stream().map(Located::text).toList()));
        }
        formulas.catalog()
                .examples(kpi)
                .forEach(example -> row(say("Example", "Ví dụ"), code(example.text(kpi.binding()))));
        measure(kpi);
    }

    private void measure(Kpi kpi) {
        row(
                say("Unit", "Đơn vị"),
                escaped(kpi.measure().unit()) + "; " + better(kpi.measure().better()));
        row(say("Over time", "Cộng theo thời gian"), additivity(formulas.additivity(kpi)));
        row(
                say("Components", "Thành phần"),
                codes(formulas.components(kpi).stream()
                                .map(component -> component.functionOf(kpi))
                                .toList())
                        + interval(formulas.interval(kpi)));
        if (!kpi.tags().all().isEmpty()) {
            row(say("Tags", "Nhãn"), codes(kpi.tags().all()));
        }
        String since = kpi.since().isEmpty() ? "" : say("; since ", "; từ phiên bản ") + kpi.since();
        row(say("Source", "Nguồn"), escaped(kpi.source()) + since);
    }

    private void binding(KpiBinding binding) {
        String where =
                binding.where().map(condition -> " WHERE " + condition.text()).orElse("");
        row(say("Counts", "Đếm trên"), code(binding.table().text() + where));
        row(say("Time", "Thời điểm"), code(binding.time().text()));
        row(
                say("Arguments", "Đối số"),
                binding.arguments().entrySet().stream()
                        .map(argument -> code(
                                argument.getKey() + " => " + argument.getValue().text()))
                        .collect(Collectors.joining(", ")));
    }

    private static String parameter(KpiParameter parameter) {
        String type = parameter.type().name().toLowerCase(Locale.ROOT);
        String value =
                parameter.defaultValue().map(given -> " = " + given.text()).orElse("");
        String choices = parameter.choices().isEmpty() ? "" : " (" + String.join(", ", parameter.choices()) + ")";
        return code(parameter.name() + " " + type + value) + escaped(choices);
    }

    private String better(Better better) {
        return switch (better) {
            case HIGHER -> say("higher is better", "càng cao càng tốt");
            case LOWER -> say("lower is better", "càng thấp càng tốt");
            case TARGET -> say("nearest to its target is best", "càng gần mục tiêu càng tốt");
            case NEUTRAL -> say("neither direction is better", "không có chiều tốt xấu");
        };
    }

    private String additivity(Additivity additivity) {
        return switch (additivity) {
            case ADDITIVE -> say("the parts of days add up exactly", "các phần theo ngày cộng lại chính xác");
            case SEMI_ADDITIVE -> say("adds over people, not over time", "cộng theo người, không cộng theo thời gian");
            case UNIQUE -> say("needs the distinct keys of the whole period", "cần tập khóa phân biệt của cả kỳ");
            case QUANTILE -> say("needs the rows of the whole period", "cần từng dòng của cả kỳ");
            case WINDOWED ->
                say("adds up exactly once its window has closed", "cộng lại chính xác khi cửa sổ theo dõi đã đóng");
            case DERIVED -> say("computed after other figures are put together", "tính sau khi gộp các số khác");
        };
    }

    private String interval(Interval interval) {
        return switch (interval) {
            case WILSON -> say("; interval of Wilson", "; khoảng tin cậy Wilson");
            case NPS -> say("; interval of Wald or adjusted Wald", "; khoảng tin cậy Wald hoặc Wald hiệu chỉnh");
            case MEAN -> say("; normal interval", "; khoảng tin cậy chuẩn");
            case NONE -> "";
        };
    }

    private String say(String english, String vietnamese) {
        return language.choose(english, vietnamese);
    }

    private void row(String name, String value) {
        line("| " + name + " | " + value + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String codes(List<String> names) {
        return names.stream().map(KpiDocument::code).collect(Collectors.joining(", "));
    }

    private static String code(String source) {
        return '`' + escaped(source) + '`';
    }

    /** A bar would end the cell of a table. */
    private static String escaped(String source) {
        return source.replaceAll("\\s+", " ").strip().replace("|", "\\|");
    }
}
