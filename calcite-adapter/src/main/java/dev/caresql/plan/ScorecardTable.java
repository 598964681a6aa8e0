package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.formula.FormulaCompiler;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** The table {@code scorecard}, which the query of {@link ScorecardSql} stands for. */
final class ScorecardTable extends AbstractTable {
    /** Its name. */
    static final String NAME = "scorecard";

    private final KpisTable kpis;
    private final FormulaCompiler compiler;

    ScorecardTable(KpisTable kpis, FormulaCompiler compiler) {
        this.kpis = requireNonNull(kpis, "kpis is null");
        this.compiler = requireNonNull(compiler, "compiler is null");
    }

    /** The query that gives the rows that are demanded, and perhaps more. */
    String sql(ScorecardDemand demand) {
        return new ScorecardSql(kpis.layout(), compiler).text(demand);
    }

    /** The columns that identify a row. */
    static List<String> key() {
        return definition().key();
    }

    private static CanonicalTable definition() {
        return requireNonNull(CanonicalTables.computed().get(NAME), NAME);
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        RelDataTypeFactory.Builder columns = typeFactory.builder();
        definition()
                .columns()
                .forEach((name, column) -> columns.add(name, column.type().relType(typeFactory)));
        return columns.build();
    }
}
