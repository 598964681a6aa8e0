package dev.caresql.engine;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.caresql.config.Located;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.Derivation;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import dev.caresql.sql.FunctionResolver;
import dev.caresql.sql.SqlFrontEnd;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the derived columns of a table, and those that a model may map but does not. A column whose inputs are not there is left out; any other mistake is one of
 * the care model.
 */
public final class DerivationCompiler {
    /** The number of a stored row, in the order of the files. */
    public static final String ROW_ID = "rowid";

    private final CanonicalTable table;
    private final List<String> enginePath;
    private final Map<String, RelDataType> columns;
    private final Set<String> inserted;
    private final Map<String, String> settings;

    /**
     * Creates a compiler for a table.
     *
     * @param enginePath the names under which the engine finds the stored table
     * @param stored its columns
     * @param settings what the SQL may name beside columns, with the texts that stand for it
     */
    public DerivationCompiler(
            CanonicalTable table,
            List<String> enginePath,
            Map<String, RelDataType> stored,
            Map<String, String> settings) {
        this.table = table;
        this.enginePath = List.copyOf(enginePath);
        this.columns = new LinkedHashMap<>(stored);
        this.inserted = Set.copyOf(stored.keySet());
        this.settings = Map.copyOf(settings);
    }

    /** All derived columns whose inputs there are. */
    public Derivations compile() {
        Map<String, List<CanonicalColumn>> passes = new LinkedHashMap<>();
        List<CanonicalColumn> computed = new ArrayList<>();
        for (CanonicalColumn column : present()) {
            Derivation derivation = derivation(column);
            if (derivation.where().isEmpty() && readsOneRow(derivation)) {
                computed.add(column);
            } else {
                passes.computeIfAbsent(derivation.where().map(Located::text).orElse(""), key -> new ArrayList<>())
                        .add(column);
            }
        }
        List<Derivations.Pass> compiled = new ArrayList<>();
        passes.forEach((where, pass) -> {
            compiled.add(compiled(pass, plan(pass(where, pass))));
            pass.forEach(this::addColumn);
        });
        computed.forEach(this::addColumn);
        Map<CanonicalColumn, RelNode> expressions = new LinkedHashMap<>();
        computed.forEach(column -> expressions.put(
                column,
                merged(plan("SELECT " + typed(column) + " FROM "
                        + rows(derivation(column).optional())))));
        return new Derivations(compiled, expressions);
    }

    /** A pass over columns as they are inserted has initial values; what another pass fills is not known before. */
    private Derivations.Pass compiled(List<CanonicalColumn> pass, RelNode plan) {
        return LoneRow.of(plan)
                .filter(lone -> lone.dependsOn(inserted))
                .map(lone -> {
                    Map<CanonicalColumn, RelNode> initial = new LinkedHashMap<>();
                    lone.initial().forEach((index, value) -> initial.put(pass.get(index), value));
                    return new Derivations.Pass(pass, initial, lone.others());
                })
                .orElseGet(() -> new Derivations.Pass(pass, Map.of(), plan));
    }

    private List<CanonicalColumn> present() {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(columns.keySet());
        List<CanonicalColumn> present = new ArrayList<>();
        for (CanonicalColumn column : table.allColumns().values()) {
            boolean hasInputs = column.derivation()
                    .map(derivation -> names(derivation).stream()
                            .filter(name -> table.column(name).isPresent())
                            .allMatch(name -> known.contains(name)
                                    || derivation.optional().contains(name)))
                    .orElse(false);
            if (hasInputs && !columns.containsKey(column.name())) {
                known.add(column.name());
                present.add(column);
            }
        }
        return present;
    }

    private void addColumn(CanonicalColumn column) {
        columns.put(column.name(), column.type().relType(CareTypeFactory.shared()));
    }

    /** Columns that read others of the same pass stand in a query around theirs. */
    private String pass(String where, List<CanonicalColumn> pass) {
        Set<String> optional = new LinkedHashSet<>();
        pass.forEach(column -> optional.addAll(derivation(column).optional()));
        String from = rows(optional) + (where.isEmpty() ? "" : " WHERE " + where);
        List<CanonicalColumn> open = new ArrayList<>(pass);
        while (!open.isEmpty()) {
            List<String> waiting = open.stream().map(CanonicalColumn::name).toList();
            List<CanonicalColumn> level = open.stream()
                    .filter(column -> Collections.disjoint(names(derivation(column)), waiting))
                    .toList();
            if (level.isEmpty()) {
                throw new CareSqlException(
                        ErrorCode.INTERNAL,
                        "care-model.yaml derives columns from each other: " + String.join(", ", waiting));
            }
            from = "(SELECT *, "
                    + level.stream().map(DerivationCompiler::typed).collect(joining(", ")) + " FROM " + from + ") AS "
                    + quoted(table.name());
            open.removeAll(level);
        }
        return "SELECT " + ROW_ID + ", "
                + pass.stream().map(column -> quoted(column.name())).collect(joining(", ")) + " FROM " + from;
    }

    /** The stored rows with the settings, and with NULL for optional columns that are not mapped. */
    private String rows(Collection<String> optional) {
        List<String> select = new ArrayList<>();
        columns.keySet().stream()
                .filter(column -> !settings.containsKey(column))
                .map(DerivationCompiler::quoted)
                .forEach(select::add);
        select.add(ROW_ID);
        settings.forEach((name, value) -> select.add(value + " AS " + quoted(name)));
        optional.stream()
                .filter(name -> !columns.containsKey(name))
                .map(name -> "CAST(NULL AS "
                        + type(requireNonNull(table.columns().get(name), name)) + ") AS " + quoted(name))
                .forEach(select::add);
        String name = quoted(table.name());
        return "(SELECT " + String.join(", ", select) + " FROM " + name + ") AS " + name;
    }

    private RelNode plan(String sql) {
        RelDataTypeFactory.Builder row = CareTypeFactory.shared().builder();
        columns.forEach(row::add);
        row.add(ROW_ID, ColumnType.BIGINT.relType(CareTypeFactory.shared()));
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        root.add(table.name(), new StoredTable(enginePath, row.build()));
        SqlFrontEnd frontEnd = new SqlFrontEnd(root, List.of(), FunctionResolver.NONE);
        return frontEnd.toRel(frontEnd.normalize(CareParser.statement(sql)))
                .root()
                .project();
    }

    /** One projection straight over the table. */
    private static RelNode merged(RelNode plan) {
        if (plan instanceof Project top && top.getInput() instanceof Project rows) {
            return LogicalProject.create(
                    rows.getInput(),
                    List.of(),
                    RelOptUtil.pushPastProject(top.getProjects(), rows),
                    top.getRowType().getFieldNames(),
                    Set.of());
        }
        return plan;
    }

    private static Derivation derivation(CanonicalColumn column) {
        return column.derivation()
                .orElseThrow(() -> new IllegalArgumentException(column.name() + " has no derivation"));
    }

    private static boolean readsOneRow(Derivation derivation) {
        boolean[] found = {true};
        CareParser.expression(derivation.sql().text()).accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                found[0] &= call.getKind() != SqlKind.OVER && !call.isA(SqlKind.QUERY);
                return super.visit(call);
            }
        });
        return found[0];
    }

    /** The columns, settings and tables that the texts of a derivation name. */
    private static Set<String> names(Derivation derivation) {
        Set<String> names = new LinkedHashSet<>();
        SqlBasicVisitor<@Nullable Void> visitor = new SqlBasicVisitor<>() {
            @Override
            public @Nullable Void visit(SqlIdentifier id) {
                names.addAll(id.names);
                return null;
            }
        };
        CareParser.expression(derivation.sql().text()).accept(visitor);
        derivation.where().ifPresent(where -> CareParser.expression(where.text())
                .accept(visitor));
        return names;
    }

    private static String typed(CanonicalColumn column) {
        return "CAST(" + derivation(column).sql().text() + " AS " + type(column) + ") AS " + quoted(column.name());
    }

    private static String type(CanonicalColumn column) {
        return column.type().relType(CareTypeFactory.shared()).toString();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The table as it lies in the engine. */
    private static final class StoredTable extends AbstractTable implements EngineResident {
        private final List<String> path;
        private final RelDataType rowType;

        StoredTable(List<String> path, RelDataType rowType) {
            this.path = path;
            this.rowType = rowType;
        }

        @Override
        public List<String> enginePath() {
            return path;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory factory) {
            return rowType;
        }
    }
}
