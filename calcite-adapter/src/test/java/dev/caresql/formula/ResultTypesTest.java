package dev.caresql.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.catalog.ScalarFunction;
import dev.caresql.config.Problems;
import dev.caresql.sql.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A type that the text of a formula says is the one that it is compiled to. */
class ResultTypesTest {
    private static final KpiCatalog CATALOG = KpiCatalogLoader.load(List.of(), new Problems());
    private static final FormulaCompiler COMPILER = new FormulaCompiler(CATALOG);
    private static final ResultTypes TYPES = new ResultTypes(CATALOG);

    @Test
    void theTextOfAFormulaSaysWhatItIsCompiledTo() {
        List<String> left = new ArrayList<>();
        for (Kpi kpi : CATALOG.kpis()) {
            Optional<ColumnType> type = TYPES.of(kpi);
            if (type.isEmpty()) {
                left.add(kpi.name().text());
            } else {
                assertThat(type.get().sqlTypeName())
                        .as(kpi.name().text())
                        .isEqualTo(COMPILER.compile(kpi).type().getSqlTypeName());
            }
        }
        assertThat(left).hasSizeLessThan(20);
    }

    @Test
    void soDoesTheTextOfAFunctionOfOneRow() {
        int known = 0;
        for (ScalarFunction scalar : CATALOG.scalars()) {
            Optional<ColumnType> type = TYPES.of(scalar);
            if (type.isPresent()) {
                known++;
                assertThat(type.get().sqlTypeName())
                        .as(scalar.name().text())
                        .isEqualTo(COMPILER.compile(scalar).getType().getSqlTypeName());
            }
        }
        assertThat(known).isGreaterThan(CATALOG.scalars().size() / 2);
    }
}
