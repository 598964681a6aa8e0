package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiBinding;
import dev.caresql.config.Located;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.Dimension;
import dev.caresql.model.Dimensions;
import dev.caresql.sql.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/** Lays out the facts of a model: those that a KPI counts, the KPIs that they can serve, and their dimensions. */
final class FactLayoutBuilder {
    private final FactTables tables;
    private final FormulaCompiler compiler;
    private final Map<StreamKey, List<Kpi>> streams = new LinkedHashMap<>();

    private FactLayoutBuilder(FactTables tables, FormulaCompiler compiler) {
        this.tables = requireNonNull(tables, "tables is null");
        this.compiler = requireNonNull(compiler, "compiler is null");
    }

    static FactLayout build(FactTables tables, FormulaCompiler compiler) {
        return new FactLayoutBuilder(tables, compiler).build();
    }

    private FactLayout build() {
        for (Kpi kpi : compiler.catalog().kpis()) {
            kpi.binding().filter(this::isServed).ifPresent(binding -> streams.computeIfAbsent(
                            new StreamKey(binding.table().text(), binding.time().text()), key -> new ArrayList<>())
                    .add(kpi));
        }
        List<Dimension> dimensions = dimensions();
        List<KpiColumn> columns = new ArrayList<>();
        List<StreamKey> keys = List.copyOf(streams.keySet());
        for (Kpi kpi : compiler.catalog().kpis()) {
            for (int number = 0; number < keys.size(); number++) {
                if (streams.getOrDefault(keys.get(number), List.of()).contains(kpi)) {
                    columns.add(KpiColumn.of(kpi, compiler, number));
                }
            }
        }
        addSpanning(columns);
        int offset = FactLayout.firstOffset(dimensions.size(), columns.size());
        List<FactStream> laid = new ArrayList<>();
        for (StreamKey key : keys) {
            FactStream stream = stream(laid.size(), key, offset);
            laid.add(stream);
            offset += stream.columns().getFieldCount();
        }
        return new FactLayout(dimensions, columns, laid, tables);
    }

    /** A KPI made of others has a column when they all have one; a part may be made of parts itself. */
    private void addSpanning(List<KpiColumn> columns) {
        Map<String, KpiColumn> known = new LinkedHashMap<>();
        columns.forEach(column -> known.put(column.kpi().name().text(), column));
        List<Kpi> spanning = compiler.catalog().kpis().stream()
                .filter(kpi -> !kpi.spans().isEmpty())
                .toList();
        int before = -1;
        while (before < known.size()) {
            before = known.size();
            for (Kpi kpi : spanning) {
                String name = kpi.name().text();
                List<String> parts = kpi.spans().stream().map(Located::text).toList();
                if (!known.containsKey(name) && known.keySet().containsAll(parts)) {
                    KpiColumn column = KpiColumn.spanning(
                            kpi, compiler, parts.stream().map(known::get).toList());
                    known.put(name, column);
                    columns.add(column);
                }
            }
        }
    }

    private FactStream stream(int number, StreamKey key, int offset) {
        RelDataType columns = requireNonNull(tables.columns().get(key.table()));
        CanonicalTable canonical = tables.canonical().get(key.table());
        Optional<String> ownTime = canonical == null ? Optional.empty() : canonical.timeColumn();
        return new FactStream(
                number,
                key.table(),
                columns,
                Optional.of(key.time()).filter(time -> tables.has(key.table(), time)),
                ownTime.filter(key.time()::equals).isPresent(),
                offset);
    }

    /** Whether the model has the table and all columns of a binding. */
    private boolean isServed(KpiBinding binding) {
        String table = binding.table().text();
        if (!tables.columns().containsKey(table)) {
            return false;
        }
        return BindingCompiler.neededColumns(binding).stream().allMatch(column -> tables.has(table, column));
    }

    /** The shared dimensions that a fact has, and the columns of the user's own. */
    private List<Dimension> dimensions() {
        Map<String, Dimension> all = new LinkedHashMap<>();
        DimensionPaths paths = new DimensionPaths(tables);
        for (Dimension dimension : Dimensions.load()) {
            boolean served = dimension.sql().isPresent()
                    || streams.keySet().stream().anyMatch(key -> paths.find(key.table(), dimension, false)
                            .isPresent());
            if (served) {
                all.put(dimension.name(), dimension);
            }
        }
        ownColumns(paths).forEach(all::putIfAbsent);
        return List.copyOf(all.values());
    }

    /** The columns of the model's own, of the facts and of the tables to which they lead. */
    private Map<String, Dimension> ownColumns(DimensionPaths paths) {
        Map<String, Dimension> own = new LinkedHashMap<>();
        for (Map.Entry<String, Set<List<String>>> way : waysTo(paths).entrySet()) {
            String table = way.getKey();
            CanonicalTable canonical = tables.canonical().get(table);
            for (RelDataTypeField column :
                    requireNonNull(tables.columns().get(table)).getFieldList()) {
                if (canonical == null || canonical.column(column.getName()).isEmpty()) {
                    ownColumn(table, column, way.getValue())
                            .ifPresent(dimension ->
                                    own.merge(dimension.name(), dimension, (first, more) -> first.with(more.paths())));
                }
            }
        }
        return own;
    }

    /** The facts, and the tables that shared dimensions come from, each with the references that lead there. */
    private Map<String, Set<List<String>>> waysTo(DimensionPaths paths) {
        Map<String, Set<List<String>>> ways = new LinkedHashMap<>();
        streams.keySet().forEach(key -> ways.computeIfAbsent(key.table(), table -> new LinkedHashSet<>())
                .add(List.of()));
        for (Dimension dimension : Dimensions.load()) {
            for (List<String> path : dimension.paths()) {
                List<String> steps = path.subList(0, path.size() - 1);
                for (StreamKey key : streams.keySet()) {
                    paths.end(key.table(), steps)
                            .ifPresent(table -> ways.computeIfAbsent(table, end -> new LinkedHashSet<>())
                                    .add(steps));
                }
            }
        }
        return ways;
    }

    private static Optional<Dimension> ownColumn(String table, RelDataTypeField column, Set<List<String>> ways) {
        List<List<String>> paths = ways.stream()
                .map(steps -> Stream.concat(steps.stream(), Stream.of(column.getName()))
                        .toList())
                .toList();
        return ColumnType.ofName(column.getType().getSqlTypeName().getName())
                .map(type -> new Dimension(
                        column.getName(), type, "Column of the model's own in " + table, Optional.empty(), paths));
    }

    private record StreamKey(String table, String time) {}
}
