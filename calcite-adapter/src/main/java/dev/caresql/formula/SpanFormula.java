package dev.caresql.formula;

import dev.caresql.catalog.Kpi;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.FunctionResolver;
import dev.caresql.sql.OneTableFrontEnd;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** The formula of a KPI that is made of others, over the values of those. */
public final class SpanFormula {
    private SpanFormula() {}

    /**
     * The parts whose rows stand behind a KPI made of others: those of its divisor, such as the contacts of a cost per
     * contact, and all where it divides by none. The parts of parts take their places.
     */
    static List<KpiColumn> counted(KpiColumn column) {
        if (column.parts().isEmpty()) {
            return List.of(column);
        }
        Set<String> called = new HashSet<>();
        SqlNode formula = CareParser.expression(column.kpi().formula().text());
        if (formula.getKind() == SqlKind.DIVIDE) {
            ((SqlCall) formula).operand(1).accept(new SqlBasicVisitor<@Nullable Void>() {
                @Override
                public @Nullable Void visit(SqlCall call) {
                    called.add(call.getOperator().getName().toUpperCase(Locale.ROOT));
                    return super.visit(call);
                }
            });
        }
        List<KpiColumn> divisors = column.parts().stream()
                .filter(part -> called.contains(part.kpi().name().text()))
                .toList();
        return (divisors.isEmpty() ? column.parts() : divisors)
                .stream().flatMap(part -> counted(part).stream()).distinct().toList();
    }

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
