package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.catalog.KpiMeasure.Additivity;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.engine.RelSql;
import dev.caresql.engine.duckdb.DuckDbDialect;
import dev.caresql.formula.CompiledFormula;
import dev.caresql.formula.Decomposition;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.formula.KpiExpander;
import dev.caresql.formula.KpiFunctions;
import dev.caresql.formula.Projects;
import dev.caresql.kpi.RandomRows;
import dev.caresql.kpi.TestingTables;
import dev.caresql.kpi.YearRows;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.ColumnType;
import dev.caresql.sql.SqlFrontEnd;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The value of a KPI that is declared additive is the same from the rows and from the stored parts of each day. */
final class AdditivityTest {
    private static final double TOLERANCE = 1e-9;
    private static final KpiCatalog CATALOG = KpiCatalogLoader.load(List.of(), new Problems());
    private static final FormulaCompiler COMPILER = new FormulaCompiler(CATALOG);
    private static final Instant AS_OF = RandomRows.AS_OF.toInstant(ZoneOffset.UTC);

    private static TestingDatabase database;

    @BeforeAll
    static void fillTables() throws SQLException {
        database = TestingTables.create(CATALOG).asOf(AS_OF.toString());
        List<String> tables = CATALOG.kpis().stream()
                .flatMap(kpi -> kpi.binding().stream())
                .map(binding -> binding.table().text())
                .distinct()
                .toList();
        for (String table : tables) {
            new YearRows(CATALOG, 20240229).fill(database, table);
        }
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> daysMakeTheYear() {
        return additive().stream()
                .map(kpi -> DynamicTest.dynamicTest(kpi.name().text(), () -> {
                    Object whole = database.value("SELECT " + call(kpi) + " FROM "
                            + binding(kpi).table().text());
                    Object combined = database.duckDbRows(new RelSql(DuckDbDialect.INSTANCE)
                                    .write(ofDays(kpi))
                                    .text())
                            .get(0)
                            .get(0);
                    if (whole == null) {
                        assertThat(combined).isNull();
                    } else {
                        double expected = ((Number) whole).doubleValue();
                        assertThat(((Number) combined).doubleValue())
                                .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
                    }
                }));
    }

    @Test
    void mostKpisAreAdditiveAndHaveAValueHere() throws SQLException {
        assertThat(additive()).hasSizeGreaterThan(20);
        for (Kpi kpi : additive()) {
            assertThat(database.value("SELECT " + call(kpi) + " FROM "
                            + binding(kpi).table().text()))
                    .as(kpi.name().text())
                    .isNotNull();
        }
    }

    @Test
    void whatIsDeclaredToNeedKeysOrRowsDoes() {
        for (Kpi kpi : CATALOG.kpis()) {
            Additivity additivity = COMPILER.additivity(kpi);
            if (additivity == Additivity.UNIQUE || additivity == Additivity.QUANTILE) {
                assertThat(Decomposition.of(COMPILER.compile(kpi)).isComplete())
                        .as(kpi.name().text())
                        .isFalse();
            }
        }
    }

    @Test
    void theCatalogSaysOfEveryKpiWhatItsStoredDaysAreGoodFor() {
        List<String> classes = CATALOG.kpis().stream()
                .map(kpi -> COMPILER.additivity(kpi).name().toLowerCase(Locale.ROOT))
                .toList();
        int column = List.copyOf(MetadataTables.KPIS.keySet()).indexOf("additivity");
        assertThat(new KpiSheet(COMPILER, List.of()).kpis())
                .extracting(row -> row.get(column))
                .isEqualTo(classes);
        assertThat(classes).contains("additive", "windowed", "semi_additive", "unique", "quantile", "derived");
    }

    private static List<Kpi> additive() {
        return CATALOG.kpis().stream()
                .filter(kpi -> kpi.binding().isPresent())
                .filter(kpi -> COMPILER.additivity(kpi) == Additivity.ADDITIVE
                        || COMPILER.additivity(kpi) == Additivity.WINDOWED)
                .toList();
    }

    /** The day of the KPI's time in the business time zone. */
    private static String day(Kpi kpi) {
        String time = binding(kpi).time().text();
        CanonicalTable table =
                CanonicalTables.load().table(binding(kpi).table().text()).orElseThrow();
        return requireNonNull(table.allColumns().get(time)).type() == ColumnType.DATE
                ? time
                : "CAST(" + time + " + INTERVAL '7' HOUR AS DATE)";
    }

    /** The stored parts of each day, put together, and the result of that. */
    private static RelNode ofDays(Kpi kpi) throws SQLException {
        String day = day(kpi);
        SqlFrontEnd frontEnd = new SqlFrontEnd(database.schema(), List.of(), new KpiFunctions(COMPILER));
        String sql = "SELECT " + day + ", " + call(kpi) + " FROM "
                + binding(kpi).table().text() + " GROUP BY " + day;
        RelNode plan = frontEnd.toRel(frontEnd.normalize(CareParser.statement(sql)))
                .root()
                .project();
        KpiExpander expander = new KpiExpander((input, function) -> {
            throw new AssertionError("every call here has its arguments");
        });
        Project results = (Project) new AsOf(AS_OF).apply(expander.expand(plan));
        Aggregate daily = (Aggregate) results.getInput();
        RexBuilder rexBuilder = daily.getCluster().getRexBuilder();
        List<RexNode> rows =
                new ArrayList<>(rexBuilder.identityProjects(daily.getInput().getRowType()));
        RexNode result = RexUtil.shift(results.getProjects().get(1), -1);
        Decomposition parts = Decomposition.of(new CompiledFormula(
                rows,
                daily.getAggCallList(),
                result,
                Optional.empty(),
                CompiledFormula.Population.VALID,
                result.getType()));
        RelNode stored = LogicalAggregate.create(
                daily.getInput(), List.of(), daily.getGroupSet(), daily.getGroupSets(), parts.stored());
        List<AggregateCall> combined = new ArrayList<>();
        for (int i = 0; i < parts.combined().size(); i++) {
            combined.add(AggregateCall.create(
                    parts.stored().get(i).getParserPosition(),
                    parts.combined().get(i),
                    false,
                    false,
                    false,
                    List.of(),
                    List.of(i + 1),
                    -1,
                    null,
                    parts.stored().get(i).collation,
                    true,
                    stored,
                    null,
                    null));
        }
        RelNode year = LogicalAggregate.create(
                stored, List.of(), ImmutableBitSet.of(), List.of(ImmutableBitSet.of()), combined);
        return Projects.over(year, List.of(parts.result()), List.of("kpi_value"));
    }

    private static KpiBinding binding(Kpi kpi) {
        return kpi.binding().orElseThrow();
    }

    private static String call(Kpi kpi) {
        String arguments = kpi.columns().stream()
                .map(column -> requireNonNull(binding(kpi).arguments().get(column.name()))
                        .text())
                .collect(Collectors.joining(", "));
        String where = binding(kpi).where().map(Located::text).orElse("TRUE");
        return kpi.name().text() + "(" + arguments + ") FILTER (WHERE " + where + ")";
    }
}
