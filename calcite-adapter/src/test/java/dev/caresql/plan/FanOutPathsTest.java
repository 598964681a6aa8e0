package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.catalog.KpiParameter;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.formula.KpiFunction;
import dev.caresql.formula.KpiFunctions;
import dev.caresql.formula.RowGuard;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.Frameworks;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every KPI over paths of up to three joins along the declared references, in both directions, is what it is over its own
 * table. The rows are those of a few customers of the example company. There are thousands of paths. Which of them repeat rows
 * is proved of all; the numbers are compared over a few of those that begin with the same join, spread evenly, and over all with
 * {@code -Dcaresql.fanout.paths=all}, which takes a quarter of an hour.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FanOutPathsTest {
    private static final int LONGEST = 3;
    private static final int A_FEW = 2;
    private static final boolean ALL = "all".equals(System.getProperty("caresql.fanout.paths"));
    private static final List<String> DIMENSIONS =
            List.of("team_id", "customer_id", "dimension_code", "owner_agent_id", "segment_code", "plan_code");

    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<String, CanonicalTable> canonical = new LinkedHashMap<>();
    private KpiCatalog catalog;
    private TestingDatabase database;

    @BeforeAll
    void copyAFewCustomers(@TempDir Path folder) throws SQLException, IOException {
        catalog = KpiCatalogLoader.load(List.of(), new Problems());
        database = new TestingDatabase(catalog).asOf("2025-07-01T00:00:00Z");
        CompanySample.copyInto(database, folder);
        database.derive(ZoneId.of("Asia/Ho_Chi_Minh"));
        canonical.putAll(CanonicalTables.load().all());
        canonical.putAll(CanonicalTables.derived());
        canonical.keySet().retainAll(database.tables().keySet());
        database.tables().forEach((name, type) -> columns.put(name, type.getFieldNames()));
    }

    @AfterAll
    void closeDatabase() throws SQLException {
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> everyKpiOverEveryPath() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String fact : canonical.keySet()) {
            List<Kpi> kpis = kpisOf(fact);
            if (kpis.isEmpty() || table(fact).key().isEmpty()) {
                continue;
            }
            for (Step first : steps(fact, 0)) {
                List<List<Step>> paths = new ArrayList<>();
                extend(fact, List.of(first), paths);
                List<List<Step>> taken = ALL ? paths : spread(paths);
                tests.add(DynamicTest.dynamicTest(
                        fact + " " + first + ": " + kpis.size() + " KPIs, " + taken.size() + " of " + paths.size()
                                + " paths",
                        () -> checkPaths(fact, kpis, taken)));
            }
        }
        return tests.stream();
    }

    private static List<List<Step>> spread(List<List<Step>> paths) {
        int step = Math.max(1, paths.size() / A_FEW);
        return IntStream.range(0, paths.size())
                .filter(i -> i % step == 0)
                .limit(A_FEW)
                .mapToObj(paths::get)
                .toList();
    }

    private void checkPaths(String fact, List<Kpi> kpis, List<List<Step>> paths) throws SQLException {
        String dimension = DIMENSIONS.stream()
                .filter(columnsOf(fact)::contains)
                .findFirst()
                .orElseGet(() -> table(fact).key().get(0));
        String select = "SELECT f." + dimension
                + kpis.stream().map(kpi -> ", " + kpi.name().text() + "()").collect(joining()) + " FROM " + fact + " f";
        String grouped = " GROUP BY ROLLUP(f." + dimension + ") ORDER BY 1 NULLS LAST, GROUPING(f." + dimension + ")";
        List<List<@Nullable Object>> expected = database.rows(select + grouped);
        for (List<Step> path : paths) {
            String joins = path.stream().map(Step::leftJoin).collect(joining());
            requireSame(select + joins + grouped, database.rows(select + joins + grouped), expected);
        }
        for (List<Step> path : paths.subList(0, Math.min(3, paths.size()))) {
            String joins = path.stream().map(Step::innerJoin).collect(joining());
            String key = table(fact).key().stream().map(column -> "f." + column).collect(joining(", "));
            String matched = " WHERE (" + key + ") IN (SELECT " + key + " FROM " + fact + " f" + joins + ")";
            requireSame(
                    select + joins + grouped,
                    database.rows(select + joins + grouped),
                    database.rows(select + matched + grouped));
        }
    }

    /** All KPIs of a table are proved alike: what counts is the table that they are bound to. */
    @Test
    void everyPathThatRepeatsRowsIsFound() throws SQLException {
        TableKeys keys = new TableKeys(name -> Optional.ofNullable(canonical.get(name)));
        FormulaCompiler compiler = new FormulaCompiler(catalog);
        RelBuilder builder = RelBuilder.create(Frameworks.newConfigBuilder()
                .defaultSchema(database.schema().plus())
                .build());
        int count = 0;
        for (String fact : canonical.keySet()) {
            List<Kpi> kpis = kpisOf(fact);
            if (kpis.isEmpty() || table(fact).key().isEmpty()) {
                continue;
            }
            KpiFunction function = KpiFunctions.bound(kpis.get(0), compiler);
            for (Step first : steps(fact, 0)) {
                List<List<Step>> paths = new ArrayList<>();
                extend(fact, List.of(first), paths);
                for (List<Step> path : paths) {
                    checkProof(fact, path, function, keys, builder);
                    count++;
                }
            }
        }
        assertThat(count).isGreaterThan(10_000);
    }

    private void checkProof(String fact, List<Step> path, KpiFunction function, TableKeys keys, RelBuilder builder) {
        for (JoinRelType type : List.of(JoinRelType.LEFT, JoinRelType.INNER)) {
            RelNode counted = builder.scan(fact).build();
            builder.push(counted).as("f");
            for (Step step : path) {
                builder.scan(step.to());
                RexNode near = builder.field(2, 0, place(fact, path, step));
                builder.join(type, builder.equals(near, builder.field(2, 1, step.far())));
            }
            RelNode joined = builder.build();
            List<RexNode> operands = List.of(RexInputRef.of(0, joined.getRowType()));
            RowGuard.Call call = new RowGuard.Call(function, Optional.of(counted), operands);
            boolean repeats = path.stream().anyMatch(this::repeats);
            assertThat(new FanOutGuard(FanOut.CORRECT, keys)
                            .guard(joined, call)
                            .key()
                            .isPresent())
                    .as("%s %s %s", fact, type, path)
                    .isEqualTo(repeats);
            Throwable refusal = catchThrowable(() -> new FanOutGuard(FanOut.ERROR, keys).guard(joined, call));
            assertThat(refusal != null).as("%s %s %s", fact, type, path).isEqualTo(repeats);
        }
    }

    /** Where the column that a step starts from lies among the columns of the tables before it. */
    private int place(String fact, List<Step> path, Step step) {
        String[] near = step.near().split("\\.");
        int offset = 0;
        String at = fact;
        for (int i = 0; !near[0].equals(i == 0 ? "f" : "j" + i); i++) {
            offset += columnsOf(at).size();
            at = path.get(i).to();
        }
        return offset + columnsOf(at).indexOf(near[1]);
    }

    /** A row of the one table may meet several of the other, unless the joined column is the other's whole key. */
    private boolean repeats(Step step) {
        return !table(step.to()).key().equals(List.of(step.far()));
    }

    @TestFactory
    Stream<DynamicTest> everyKpiWithItsArgumentsOverEveryJoin() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String fact : canonical.keySet()) {
            for (Kpi kpi : kpisOf(fact)) {
                tests.add(DynamicTest.dynamicTest(kpi.name().text(), () -> checkArguments(fact, kpi)));
            }
        }
        return tests.stream();
    }

    private void checkArguments(String fact, Kpi kpi) throws SQLException {
        KpiBinding binding = kpi.binding().orElseThrow();
        List<KpiParameter> given = kpi.columns();
        if (given.stream().anyMatch(column -> binding.optional().stream()
                .anyMatch(name -> !columnsOf(fact).contains(name)))) {
            return;
        }
        String arguments = given.stream()
                .map(column -> ", "
                        + requireNonNull(binding.arguments().get(column.name())).text() + " AS a_" + column.name())
                .collect(joining());
        String rows = "(SELECT *" + arguments + " FROM " + fact
                + binding.where().map(where -> " WHERE " + where.text()).orElse("") + ") f";
        String select = "SELECT " + kpi.name().text() + "("
                + given.stream()
                        .map(column -> column.name() + " => f.a_" + column.name())
                        .collect(joining(", "))
                + "), COUNT(*) > 0 FROM " + rows;
        List<List<@Nullable Object>> expected = database.rows(select);
        for (Step step : steps(fact, 0)) {
            requireSame(select + step.leftJoin(), database.rows(select + step.leftJoin()), expected);
        }
    }

    @Test
    void mostKpisCountSomething() throws SQLException {
        int all = 0;
        int filled = 0;
        for (String fact : canonical.keySet()) {
            for (Kpi kpi : kpisOf(fact)) {
                Object value = database.value("SELECT " + kpi.name().text() + "() FROM " + fact);
                all++;
                filled += value instanceof Number number && number.doubleValue() != 0 ? 1 : 0;
            }
        }
        assertThat(filled).isGreaterThan(all * 2 / 3);
    }

    @Test
    void thereAreEnoughCases() {
        int kpis = canonical.keySet().stream()
                .mapToInt(fact -> kpisOf(fact).size())
                .sum();
        int repeating = canonical.keySet().stream()
                .flatMap(fact -> steps(fact, 0).stream())
                .filter(step -> !step.toOne())
                .toList()
                .size();
        assertThat(kpis).isGreaterThan(60);
        assertThat(repeating).isGreaterThan(15);
    }

    private static void requireSame(
            String sql, List<List<@Nullable Object>> actual, List<List<@Nullable Object>> expected) {
        assertThat(actual).as(sql).hasSameSizeAs(expected);
        for (int row = 0; row < expected.size(); row++) {
            for (int i = 0; i < expected.get(row).size(); i++) {
                Object value = expected.get(row).get(i);
                if (value instanceof Double number) {
                    assertThat((Double) actual.get(row).get(i))
                            .as(sql)
                            .isCloseTo(number, within(1e-9 * Math.max(1, Math.abs(number))));
                } else {
                    assertThat(actual.get(row).get(i)).as(sql).isEqualTo(value);
                }
            }
        }
    }

    private List<Kpi> kpisOf(String fact) {
        return catalog.kpis().stream()
                .filter(kpi -> kpi.binding()
                        .filter(binding -> binding.table().text().equals(fact))
                        .isPresent())
                .filter(kpi -> canBeAsked(kpi, fact))
                .toList();
    }

    private boolean canBeAsked(Kpi kpi, String fact) {
        try {
            database.plan("SELECT " + kpi.name().text() + "() FROM " + fact);
            return true;
        } catch (CareSqlException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.UNBOUND_KPI);
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void extend(String fact, List<Step> path, List<List<Step>> paths) {
        paths.add(path);
        String last = path.get(path.size() - 1).to();
        if (path.size() == LONGEST || last.equals(fact)) {
            return;
        }
        for (Step step : steps(last, path.size())) {
            if (!step.to().equals(fact)) {
                List<Step> longer = new ArrayList<>(path);
                longer.add(step);
                extend(fact, longer, paths);
            }
        }
    }

    /** The joins that lead from a table, which has the alias of its place on the path, to the next one. */
    private List<Step> steps(String from, int place) {
        String alias = place == 0 ? "f" : "j" + place;
        List<Step> steps = new ArrayList<>();
        references(from)
                .forEach((column, to) ->
                        steps.add(new Step(to, "j" + (place + 1), alias + "." + column, key(to), true)));
        for (String to : canonical.keySet()) {
            references(to).forEach((column, target) -> {
                if (target.equals(from)) {
                    steps.add(new Step(to, "j" + (place + 1), alias + "." + key(from), column, false));
                }
            });
        }
        return steps.stream()
                .filter(step -> place > 0 || !step.to().equals(from))
                .toList();
    }

    private Map<String, String> references(String table) {
        Map<String, String> references = new LinkedHashMap<>(table(table).references());
        references
                .entrySet()
                .removeIf(reference -> !columnsOf(table).contains(reference.getKey())
                        || !canonical.containsKey(reference.getValue())
                        || table(reference.getValue()).key().size() != 1);
        return references;
    }

    private List<String> columnsOf(String table) {
        return requireNonNull(columns.get(table), table);
    }

    private CanonicalTable table(String name) {
        return requireNonNull(canonical.get(name), name);
    }

    private String key(String table) {
        return table(table).key().get(0);
    }

    private record Step(String to, String alias, String near, String far, boolean toOne) {
        String leftJoin() {
            return " LEFT" + innerJoin();
        }

        String innerJoin() {
            return " JOIN " + to + " " + alias + " ON " + near + " = " + alias + "." + far;
        }

        @Override
        public String toString() {
            return (toOne ? "N:1 " : "1:N ") + to + "." + far;
        }
    }
}
