package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import dev.caresql.catalog.Kpi;
import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.catalog.ScalarFunction;
import dev.caresql.config.Problems;
import dev.caresql.engine.DerivedTables;
import dev.caresql.engine.Engine;
import dev.caresql.engine.EngineTable;
import dev.caresql.engine.ModelValues;
import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.duckdb.DuckDbEngine;
import dev.caresql.error.ErrorCode;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.CareModel;
import dev.caresql.model.ModelLoader;
import dev.caresql.model.TableMapping;
import dev.caresql.schema.CareTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * A database to ask: the tables of an engine under the schema {@code care}, the KPIs, and the planner over both.
 * Thread-safe. It keeps the plans of the statements asked last.
 */
public final class CareDatabase implements AutoCloseable {
    /** The schema of the care tables; unqualified names are looked up in it. */
    public static final String SCHEMA = "care";

    /** The schema of the tables about the data, such as {@code data_quality}. */
    public static final String METADATA = "metadata";

    private static final int CACHED_PLANS = 500;

    private final Engine engine;
    private final KpiCatalog catalog;
    private final Instant asOf;
    private final Optional<CareModel> model;
    private final List<EngineTable> tables;
    private final ModelTables modelTables;
    private final FormulaCompiler compiler;
    private final QueryPlanner planner;
    private final Supplier<DatabaseContents> contents;
    private final Map<PlanKey, PlannedQuery> plans = Collections.synchronizedMap(new LeastRecentlyUsed());

    /**
     * Creates a database that closes the engine with itself.
     *
     * @param engine where the tables lie
     * @param catalog the KPIs
     * @param asOf what AS_OF() means where a connection does not say
     * @param model what the tables were made from, if a model was
     * @param fanOut what becomes of a KPI whose rows a join repeats
     */
    public CareDatabase(Engine engine, KpiCatalog catalog, Instant asOf, Optional<CareModel> model, FanOut fanOut) {
        this.engine = requireNonNull(engine, "engine is null");
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.asOf = requireNonNull(asOf, "asOf is null");
        this.model = requireNonNull(model, "model is null");
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        CalciteSchema care = root.add(SCHEMA, new AbstractSchema());
        CalciteSchema metadata = root.add(METADATA, new AbstractSchema());
        DerivedTables derived =
                model.map(of -> DerivedTables.of(of, engine.tables())).orElseGet(DerivedTables::none);
        List<EngineTable> stored = engine.tables().stream()
                .filter(table -> isCareTable(table, derived))
                .toList();
        List<EngineTable> careTables = new ArrayList<>(stored);
        careTables.addAll(derived.views());
        this.tables = List.copyOf(careTables);
        this.compiler = new FormulaCompiler(catalog);
        engine.tables().stream()
                .filter(table -> !stored.contains(table))
                .forEach(table -> metadata.add(table.name(), aboutData(table, stored)));
        tables.forEach(table -> care.add(table.name(), new CareTable(table)));
        this.modelTables = model.map(of -> new ModelTables(
                        derived,
                        new ModelValues(of.timeZone(), of.repeatWindow()),
                        engine::calendars,
                        name -> of.tables().stream()
                                .map(TableMapping::table)
                                .filter(table -> table.name().equals(name))
                                .findFirst()))
                .orElseGet(ModelTables::none);
        KpisTable kpis = new KpisTable(() -> FactLayoutBuilder.build(factTables(), compiler));
        care.add(KpisTable.NAME, kpis);
        care.add(ScorecardTable.NAME, new ScorecardTable(kpis, compiler));
        addSheets(metadata);
        this.contents =
                Suppliers.memoize(() -> new DatabaseContents(root, factTables(), modelTables, compiler, this::typeOf));
        InformationSchema.addTo(root, contents);
        this.planner = new QueryPlanner(root, List.of(SCHEMA), compiler, engine.dialect(), modelTables, fanOut);
    }

    /** Opens a model; every mistake in it and in its KPI catalogs is reported at once. */
    public static CareDatabase open(DatabaseSettings settings, ProgressListener progress) {
        CareModel model = ModelLoader.load(settings.model(), settings.modelSettings());
        Problems problems = new Problems();
        KpiCatalog catalog = KpiCatalogLoader.load(model.catalogs(), problems);
        problems.throwIfAny(ErrorCode.CATALOG);
        DuckDbEngine engine = DuckDbEngine.open(model, settings.snapshotSettings(), progress);
        try {
            Instant asOf = model.asOf().or(engine::asOfDefault).orElse(Instant.EPOCH);
            CareDatabase database = new CareDatabase(engine, catalog, asOf, Optional.of(model), settings.fanOut());
            database.check(catalog.usersKpis(), problems);
            database.checkDerivedTables(model.derivedTables().values());
            problems.throwIfAny(ErrorCode.CATALOG);
            return database;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** Notes what is wrong with KPIs: formulas that do not compile, bindings to what no model can have. */
    public void check(Collection<Kpi> kpis, Problems problems) {
        new CatalogCheck(compiler, tables, model).check(kpis, problems);
    }

    /** Throws the first mistake in definitions of derived tables, whether or not the tables are there. */
    void checkDerivedTables(Collection<CanonicalTable> tables) {
        modelTables.derived().check(tables);
    }

    /** Plans a statement; the same text as of the same instant is planned once. */
    public PlannedQuery plan(String sql, Instant asOfInstant) {
        return plan(sql, asOfInstant, Map.of());
    }

    /**
     * Plans a statement some of whose question marks get values of another type than their surroundings suggest.
     *
     * @param given their types, by their place in the text from 0
     */
    public PlannedQuery plan(String sql, Instant asOfInstant, Map<Integer, RelDataType> given) {
        PlanKey key = new PlanKey(sql, asOfInstant, Map.copyOf(given));
        PlannedQuery known = plans.get(key);
        if (known != null) {
            return known;
        }
        PlannedQuery planned = planner.plan(sql, asOfInstant, given);
        plans.put(key, planned);
        return planned;
    }

    /** Opens a session of the engine; the caller closes it. */
    public Connection connect() throws SQLException {
        return engine.connect();
    }

    /** The tables of the schema {@link #SCHEMA}. */
    public List<EngineTable> tables() {
        return tables;
    }

    /** The tables about the catalog and the model; nothing is computed before a statement names one. */
    private void addSheets(CalciteSchema metadata) {
        Supplier<KpiSheet> kpis = Suppliers.memoize(() -> new KpiSheet(compiler, tables));
        Supplier<ModelSheet> sheet = Suppliers.memoize(() -> new ModelSheet(model, tables));
        metadata.add("kpis", new MetadataTable("The KPIs of the catalog", MetadataTables.KPIS, () -> kpis.get()
                .kpis()));
        metadata.add(
                "kpi_parameters",
                new MetadataTable("The arguments of the KPIs", MetadataTables.KPI_PARAMETERS, () -> kpis.get()
                        .parameters()));
        metadata.add(
                "kpi_components",
                new MetadataTable("The figures beside each KPI", MetadataTables.KPI_COMPONENTS, () -> kpis.get()
                        .components()));
        metadata.add(
                "tables",
                new MetadataTable(
                        "The tables of the care model, mapped or not", MetadataTables.TABLES, () -> sheet.get()
                                .tables()));
        metadata.add(
                "columns", new MetadataTable("Their columns, mapped or not", MetadataTables.COLUMNS, () -> sheet.get()
                        .columns()));
        metadata.add(
                "snapshots",
                new MetadataTable(
                        "The imported snapshot that is read",
                        MetadataTables.SNAPSHOTS,
                        () -> ModelSheet.snapshots(model, engine.storedIn(), asOf)));
    }

    private FactTables factTables() {
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        tables.forEach(table -> columns.put(table.name(), table.rowType()));
        Map<String, CanonicalTable> known =
                new LinkedHashMap<>(CanonicalTables.load().all());
        model.ifPresent(of -> known.putAll(of.derivedTables()));
        return new FactTables(List.of(SCHEMA), columns, known);
    }

    /** Whether a table's rows are not stored but made by its query whenever it is asked. */
    public boolean isView(String table) {
        return engine.tables().stream().noneMatch(stored -> stored.name().equals(table))
                && tables.stream().anyMatch(known -> known.name().equals(table));
    }

    /** What a derived table lacks, such as "tickets.created_at"; empty when it is there or no derived table. */
    public Optional<String> missingFor(String table) {
        return modelTables.derived().missing(table);
    }

    /** A table of the schema {@link #METADATA}; values off their scale are looked for in stored tables alone. */
    private Table aboutData(EngineTable table, List<EngineTable> stored) {
        return table.name().equals(DataQualityTable.NAME)
                ? new DataQualityTable(table, stored, new OffScale(compiler))
                : new CareTable(table);
    }

    /** A snapshot also holds tables about itself, which are not the user's. */
    private boolean isCareTable(EngineTable table, DerivedTables derived) {
        return model.isEmpty()
                || derived.defines(table.name())
                || model.get().tables().stream()
                        .anyMatch(mapping -> mapping.table().name().equals(table.name()));
    }

    /** What a statement may name. */
    public DatabaseContents contents() {
        return contents.get();
    }

    private RelDataType typeOf(ScalarFunction scalar) {
        return plan(DatabaseContents.callOfNothing(scalar), asOf)
                .columns()
                .get(0)
                .getType();
    }

    public KpiCatalog catalog() {
        return catalog;
    }

    /** The formulas of the catalog, compiled when they are first asked for. */
    public FormulaCompiler formulas() {
        return compiler;
    }

    /** What AS_OF() means where a connection does not say. */
    public Instant asOf() {
        return asOf;
    }

    public Optional<CareModel> model() {
        return model;
    }

    @Override
    public void close() {
        engine.close();
    }

    private record PlanKey(String sql, Instant asOf, Map<Integer, RelDataType> given) {}

    private static final class LeastRecentlyUsed extends LinkedHashMap<PlanKey, PlannedQuery> {
        private static final long serialVersionUID = 1L;

        LeastRecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<PlanKey, PlannedQuery> eldest) {
            return size() > CACHED_PLANS;
        }
    }
}
