package dev.caresql.engine;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.CareModel;
import dev.caresql.model.TableNeed;
import dev.caresql.model.TableQuery;
import dev.caresql.sql.CareOperators;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.FunctionResolver;
import dev.caresql.sql.PlanRewrite;
import dev.caresql.sql.RowTypeTable;
import dev.caresql.sql.SqlFrontEnd;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * The tables that queries derive from others: which of them exist over the tables of an engine, and their queries as
 * algebra over those tables.
 */
public final class DerivedTables {
    private final Map<String, CanonicalTable> definitions;
    private final Supplier<Map<String, CanonicalTable>> fed;
    private final Map<String, RelDataType> stored;
    private final Supplier<DerivedTableCompiler> compiler;

    /**
     * Creates the derived tables of an engine.
     *
     * @param definitions CareSQL's derived tables and the model's own, by name
     * @param fed the tables that a model can feed, mapped or not, by name; asked for only when a query is compiled
     * @param stored the tables that the engine holds, with their columns; a derived table among them is stored
     */
    public DerivedTables(
            Map<String, CanonicalTable> definitions,
            Supplier<Map<String, CanonicalTable>> fed,
            Map<String, RelDataType> stored) {
        this.definitions = new LinkedHashMap<>(definitions);
        this.fed = Suppliers.memoize(fed::get);
        this.stored = new LinkedHashMap<>(stored);
        this.compiler = Suppliers.memoize(this::createCompiler);
    }

    /** The derived tables of CareSQL and of a model over the tables that an engine holds. */
    public static DerivedTables of(CareModel model, Iterable<EngineTable> tables) {
        Map<String, CanonicalTable> definitions = new LinkedHashMap<>(CanonicalTables.derived());
        definitions.putAll(model.derivedTables());
        Map<String, RelDataType> stored = new LinkedHashMap<>();
        tables.forEach(table -> stored.put(table.name(), table.rowType()));
        return new DerivedTables(definitions, () -> CanonicalTables.load().all(), stored);
    }

    /** No derived tables. */
    public static DerivedTables none() {
        return new DerivedTables(Map.of(), Map::of, Map.of());
    }

    /** The derived tables that exist here and are to be stored by an import, each after those that it reads. */
    public List<CanonicalTable> toStore() {
        Set<String> ordered = new LinkedHashSet<>();
        definitions.values().stream()
                .filter(table -> query(table).materialized() && !stored.containsKey(table.name()))
                .forEach(table -> order(table.name(), ordered, new LinkedHashSet<>()));
        return ordered.stream()
                .map(this::definition)
                .filter(table -> query(table).materialized() && !stored.containsKey(table.name()))
                .toList();
    }

    private void order(String name, Set<String> ordered, Set<String> path) {
        if (ordered.contains(name) || missing(name).isPresent()) {
            return;
        }
        if (!path.add(name)) {
            throw mistake(definition(name), "its query reads the table itself, by way of " + String.join(", ", path));
        }
        compiler.get().reads(definition(name)).stream()
                .filter(definitions::containsKey)
                .forEach(read -> order(read, ordered, path));
        path.remove(name);
        ordered.add(name);
    }

    /** The derived tables that exist without being stored, with their columns. */
    public List<EngineTable> views() {
        return definitions.values().stream()
                .filter(table -> isView(table.name()))
                .map(table -> new EngineTable(table.name(), rowType(table)))
                .toList();
    }

    /** Whether a table exists without being stored. */
    public boolean isView(String name) {
        return definitions.containsKey(name)
                && !stored.containsKey(name)
                && missing(name).isEmpty();
    }

    /** The definition of that name, be the table there or not. */
    public Optional<CanonicalTable> find(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    /** Whether there is a definition of that name, be the table there or not. */
    public boolean defines(String name) {
        return definitions.containsKey(name);
    }

    /** What a derived table lacks, such as "tickets.created_at"; empty when it exists, or is no derived table. */
    public Optional<String> missing(String name) {
        CanonicalTable table = definitions.get(name);
        if (table == null || stored.containsKey(name)) {
            return Optional.empty();
        }
        Optional<List<TableNeed>> needs = query(table).needs();
        if (needs.isPresent()) {
            return needs.get().stream()
                    .filter(need -> !need.isMet(columnsByTable(need)))
                    .map(TableNeed::toString)
                    .findFirst();
        }
        return compiler.get().reads(table).stream()
                .filter(read -> !read.equals(name) && !stored.containsKey(read))
                .filter(read -> !definitions.containsKey(read) || missing(read).isPresent())
                .findFirst();
    }

    private Map<String, List<String>> columnsByTable(TableNeed need) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (TableNeed.Column alternative : need.alternatives()) {
            String table = alternative.table();
            RelDataType type = stored.get(table);
            if (type != null) {
                columns.put(table, type.getFieldNames());
            } else if (definitions.containsKey(table) && missing(table).isEmpty()) {
                columns.put(table, List.copyOf(definition(table).allColumns().keySet()));
            }
        }
        return columns;
    }

    /** The query of a derived table, one field per column in the table's order and types, over tables of the engine. */
    public RelNode plan(CanonicalTable table) {
        RelNode plan = new Expansion(table.name()).apply(compiler.get().compile(table));
        if (query(table).materialized() && callsAsOf(plan)) {
            throw mistake(table, "a materialized table must not depend on AS_OF(), which a connection may change");
        }
        return plan;
    }

    /** A plan in which the queries of derived tables stand for those that are not stored. */
    public RelNode expand(RelNode plan) {
        return definitions.isEmpty() ? plan : new Views().apply(plan);
    }

    /** The same with one more table that the engine holds. */
    public DerivedTables withStored(CanonicalTable table) {
        Map<String, RelDataType> more = new LinkedHashMap<>(stored);
        more.put(table.name(), rowType(table));
        return new DerivedTables(definitions, fed, more);
    }

    /** Compiles every definition of a model, whether or not it exists, so that a mistake is reported at once. */
    public void check(Iterable<CanonicalTable> tables) {
        for (CanonicalTable table : tables) {
            compiler.get().compile(table);
            order(table.name(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }
    }

    private DerivedTableCompiler createCompiler() {
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        fed.get().values().stream()
                .filter(table -> table.query().isEmpty())
                .forEach(table -> root.add(table.name(), new RowTypeTable(rowType(table))));
        definitions.values().forEach(table -> root.add(table.name(), new RowTypeTable(rowType(table))));
        return new DerivedTableCompiler(new SqlFrontEnd(root, List.of(), FunctionResolver.NONE));
    }

    /** All columns that the table can have, and the user's own that it has here. */
    private RelDataType rowType(CanonicalTable table) {
        RelDataTypeFactory factory = CareTypeFactory.shared();
        RelDataTypeFactory.Builder builder = factory.builder();
        table.allColumns()
                .forEach((name, column) -> builder.add(name, column.type().relType(factory)));
        RelDataType here = stored.get(table.name());
        if (here != null) {
            here.getFieldList().stream()
                    .filter(field -> table.column(field.getName()).isEmpty())
                    .forEach(builder::add);
        }
        return builder.build();
    }

    private CanonicalTable definition(String name) {
        return requireNonNull(definitions.get(name), "there is no derived table " + name);
    }

    static TableQuery query(CanonicalTable table) {
        return table.query().orElseThrow(() -> new IllegalArgumentException(table.name() + " is not derived"));
    }

    static CareSqlException mistake(CanonicalTable table, String reason) {
        var sql = query(table).sql();
        return new CareSqlException(
                ErrorCode.MODEL, sql.file() + ":" + sql.line() + ": table " + table.name() + ": " + reason);
    }

    private static boolean callsAsOf(RelNode plan) {
        AtomicBoolean found = new AtomicBoolean();
        RexShuttle search = new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                found.compareAndSet(false, call.getOperator() == CareOperators.AS_OF);
                return super.visitCall(call);
            }
        };
        new PlanRewrite() {
            @Override
            protected RelNode rewrite(RelNode node) {
                return node.accept(search);
            }
        }.apply(plan);
        return found.get();
    }

    private static String name(TableScan scan) {
        List<String> path = scan.getTable().getQualifiedName();
        return path.get(path.size() - 1);
    }

    /** In a statement: every scan of a table that is not stored becomes its query. */
    private final class Views extends PlanRewrite {
        @Override
        protected RelNode rewrite(RelNode node) {
            boolean isView = node instanceof TableScan scan
                    && scan.getTable().unwrap(EngineResident.class) != null
                    && isView(name(scan));
            return isView ? plan(definition(name((TableScan) node))) : node;
        }
    }

    /** In a derived table's query: every scan becomes what there is of the table here. */
    private final class Expansion extends PlanRewrite {
        private final String outer;

        Expansion(String outer) {
            this.outer = outer;
        }

        @Override
        protected RelNode rewrite(RelNode node) {
            if (!(node instanceof TableScan scan)) {
                return node;
            }
            String name = name(scan);
            if (isView(name) && !name.equals(outer)) {
                return plan(definition(name));
            }
            return StoredColumns.scan(scan, name, Optional.ofNullable(stored.get(name)));
        }
    }
}
