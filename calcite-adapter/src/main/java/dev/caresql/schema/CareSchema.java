package dev.caresql.schema;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimap;
import dev.caresql.catalog.Kpi;
import dev.caresql.engine.Engine;
import dev.caresql.engine.EngineTable;
import dev.caresql.formula.FormulaCompiler;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.calcite.schema.Function;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/** A model's tables and KPIs as a schema of a stock Calcite connection. */
public final class CareSchema extends AbstractSchema {
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Multimap<String, Function> functions;

    /** Creates the schema over an engine, which lives as long as the connection's JVM. */
    public CareSchema(Engine engine, FormulaCompiler compiler, Instant asOf) {
        requireNonNull(engine, "engine is null");
        KpiAggregateRule rule = new KpiAggregateRule(asOf);
        for (EngineTable table : engine.tables()) {
            tables.put(table.name(), new ScannedTable(engine, table, rule));
        }
        ImmutableListMultimap.Builder<String, Function> all = ImmutableListMultimap.builder();
        for (Kpi kpi : compiler.catalog().kpis()) {
            KpiAggregate.forms(kpi, compiler).forEach(form -> all.put(kpi.name().text(), form));
        }
        this.functions = all.build();
    }

    @Override
    protected Map<String, Table> getTableMap() {
        return tables;
    }

    @Override
    protected Multimap<String, Function> getFunctionMultimap() {
        return functions;
    }
}
