package dev.caresql.excel.formula;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.config.Located;
import dev.caresql.formula.SpanFormula;
import dev.caresql.sql.CareTypeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;

/** A KPI that is made of KPIs of several tables, as a formula over the formulas of those. */
public final class ExcelSpan {
    private final Kpi kpi;
    private final RexNode expression;

    /** Requires a KPI that spans others; throws {@link Inexpressible} where a worksheet cannot say it. */
    ExcelSpan(Kpi kpi) {
        this.kpi = requireNonNull(kpi, "kpi is null");
        RexBuilder rexBuilder = new RexBuilder(CareTypeFactory.shared());
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        RelDataType number = types.createTypeWithNullability(types.createSqlType(SqlTypeName.DOUBLE), true);
        List<RexNode> parts = new ArrayList<>();
        kpi.spans().forEach(part -> parts.add(new RexInputRef(parts.size(), number)));
        this.expression = RexUtil.expandSearch(rexBuilder, null, SpanFormula.over(kpi, parts, rexBuilder));
        text(kpi.spans().stream().map(Located::text).toList());
    }

    /** The KPIs that it is made of. */
    public List<String> parts() {
        return kpi.spans().stream().map(Located::text).toList();
    }

    /** The expression over input references to the parts, in their order. */
    public RexNode expression() {
        return expression;
    }

    /**
     * The formula over those of the parts, without an equals sign.
     *
     * @throws IllegalArgumentException where it is too long for a cell
     */
    public String classic(List<String> formulas) {
        String text = text(formulas);
        if (text.length() > ExcelKpi.MAX_FORMULA_LENGTH) {
            throw new IllegalArgumentException(kpi.name().text() + ": the formula has " + text.length()
                    + " characters, but a cell takes " + ExcelKpi.MAX_FORMULA_LENGTH);
        }
        return text;
    }

    private String text(List<String> formulas) {
        List<Xl> parts = new ArrayList<>();
        Map<String, String> texts = new HashMap<>();
        for (String formula : formulas) {
            String name = "part" + parts.size();
            parts.add(new Xl.Name(name, false));
            texts.put(name, "(" + formula + ")");
        }
        return new Results(parts, Sharing.NONE).value(expression).text(Spelling.over(texts));
    }
}
