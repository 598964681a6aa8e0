package dev.caresql.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import dev.caresql.catalog.Kpi;
import dev.caresql.model.Dimension;
import dev.caresql.sql.ColumnType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * How the rows of all facts lie side by side: the shared dimensions, one column for every KPI, the number of the stream
 * that a row comes from, and then the columns of every stream, which are NULL in the rows of the others.
 */
final class FactLayout {
    /** The field that holds the number of the stream. */
    static final String STREAM = "fact$";

    private final List<Dimension> dimensions;
    private final List<KpiColumn> kpis;
    private final List<FactStream> streams;
    private final FactTables tables;
    private final RelDataType visible;
    private final RelDataType all;

    FactLayout(List<Dimension> dimensions, List<KpiColumn> kpis, List<FactStream> streams, FactTables tables) {
        this.dimensions = List.copyOf(dimensions);
        this.kpis = List.copyOf(kpis);
        this.streams = List.copyOf(streams);
        this.tables = requireNonNull(tables, "tables is null");
        RelDataTypeFactory factory = tables.typeFactory();
        RelDataTypeFactory.Builder fields = factory.builder();
        dimensions.forEach(
                dimension -> fields.add(dimension.name(), dimension.type().relType(factory)));
        kpis.forEach(kpi -> fields.add(kpi.name(), ColumnType.DOUBLE.relType(factory)));
        this.visible = fields.build();
        fields.add(STREAM, factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.INTEGER), true));
        for (FactStream stream : streams) {
            for (RelDataTypeField column : stream.columns().getFieldList()) {
                fields.add(
                        "fact$" + stream.number() + "$" + column.getName(),
                        factory.createTypeWithNullability(column.getType(), true));
            }
        }
        this.all = fields.build();
    }

    /** Where the columns of the first stream begin. */
    static int firstOffset(int dimensions, int kpis) {
        return dimensions + kpis + 1;
    }

    /** What a user sees. */
    RelDataType visible() {
        return visible;
    }

    /** What the planner sees. */
    RelDataType all() {
        return all;
    }

    FactTables tables() {
        return tables;
    }

    List<Dimension> dimensions() {
        return dimensions;
    }

    List<KpiColumn> kpis() {
        return kpis;
    }

    List<FactStream> streams() {
        return streams;
    }

    /** The KPI whose column a field is. */
    Optional<KpiColumn> kpiAt(int field) {
        int index = field - dimensions.size();
        return index >= 0 && index < kpis.size() ? Optional.of(kpis.get(index)) : Optional.empty();
    }

    /** The column of a KPI, unless the model lacks what it needs. */
    Optional<KpiColumn> column(Kpi kpi) {
        return kpis.stream()
                .filter(column -> column.kpi().name().equals(kpi.name()))
                .findFirst();
    }

    int streamField() {
        return dimensions.size() + kpis.size();
    }

    /** A stream by its number. */
    FactStream stream(int number) {
        return streams.stream()
                .filter(stream -> stream.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The part of the layout that a query needs, which is far quicker to plan with.
     *
     * @param fields the fields that it reads of those a user sees
     * @param called the names of the KPIs that it calls as functions
     */
    FactLayout only(Collection<Integer> fields, Set<String> called) {
        List<Dimension> someDimensions = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            if (fields.contains(i)) {
                someDimensions.add(dimensions.get(i));
            }
        }
        Set<KpiColumn> wanted = new LinkedHashSet<>();
        for (int i = 0; i < kpis.size(); i++) {
            KpiColumn kpi = kpis.get(i);
            if (fields.contains(dimensions.size() + i)
                    || called.contains(kpi.kpi().name().text())) {
                addWithParts(kpi, wanted);
            }
        }
        List<KpiColumn> someKpis = kpis.stream().filter(wanted::contains).toList();
        Set<Integer> numbers = someKpis.stream().map(KpiColumn::stream).collect(toSet());
        int offset = firstOffset(someDimensions.size(), someKpis.size());
        List<FactStream> someStreams = new ArrayList<>();
        for (FactStream stream : streams) {
            if (someKpis.isEmpty() || numbers.contains(stream.number())) {
                someStreams.add(stream.at(offset));
                offset += stream.columns().getFieldCount();
            }
        }
        return new FactLayout(someDimensions, someKpis, someStreams, tables);
    }

    private static void addWithParts(KpiColumn kpi, Set<KpiColumn> wanted) {
        wanted.add(kpi);
        kpi.parts().forEach(part -> addWithParts(part, wanted));
    }

    /** The streams of which a set of fields reads columns or KPIs. */
    List<FactStream> streamsOf(Iterable<Integer> fields) {
        List<FactStream> found = new ArrayList<>();
        for (FactStream stream : streams) {
            for (int field : fields) {
                boolean isKpi = kpiAt(field).filter(kpi -> kpi.isOf(stream)).isPresent();
                if (isKpi || stream.owns(field)) {
                    found.add(stream);
                    break;
                }
            }
        }
        return found;
    }
}
