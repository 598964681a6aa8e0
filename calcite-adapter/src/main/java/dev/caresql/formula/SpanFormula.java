package dev.caresql.formula;

import dev.caresql.catalog.Kpi;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.FunctionResolver;
import dev.caresql.sql.OneTableFrontEnd;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;

/** The formula of a KPI that is made of others, over the values of those. */
public final class SpanFormula {
    private SpanFormula() {}

    /** The value from those of the parts, which are in the order of the catalog's entry. */
    public static RexNode over(Kpi kpi, List<RexNode> parts, RexBuilder rexBuilder) {
        List<String> names = kpi.spans().stream()
                .map(part -> part.text().toLowerCase(Locale.ROOT))
                .toList();
        SqlNode formula = CareParser.expression(kpi.formula().text()).accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlCall call) {
                String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
                return names.contains(name) ? new SqlIdentifier(name, call.getParserPosition()) : super.visit(call);
            }
        });
        RelDataTypeFactory.Builder values = rexBuilder.getTypeFactory().builder();
        for (int i = 0; i < parts.size(); i++) {
            values.add(names.get(i), parts.get(i).getType());
        }
        RelNode plan = new OneTableFrontEnd("parts", values.build(), FunctionResolver.NONE).select(List.of(formula));
        return ((Project) plan).getProjects().get(0).accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return parts.get(ref.getIndex());
            }
        });
    }
}
