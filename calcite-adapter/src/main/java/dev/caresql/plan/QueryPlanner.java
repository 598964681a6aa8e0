package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.engine.RelSql;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.formula.KpiExpander;
import dev.caresql.formula.KpiFunctions;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.GivenTypes;
import dev.caresql.sql.SqlFrontEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeFieldImpl;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * The direct way: from a statement's text to one statement of the engine, without a cost-based planner and without
 * generated code. Thread-safe.
 */
public final class QueryPlanner {
    private final SqlFrontEnd frontEnd;
    private final RelSql relSql;
    private final KpiExpander.Binder binder;
    private final TableKeys keys;
    private final FanOut fanOut;
    private final ModelTables model;
    private final FactTrimmer facts;
    private final Scorecards scorecards;

    /**
     * Creates a planner of a model.
     *
     * @param rootSchema the tables, among them those that queries of the model derive
     * @param defaultPath where unqualified table names are looked up
     * @param compiler the KPIs
     * @param dialect the engine's
     * @param model the model's derived tables, settings and business hours
     * @param fanOut what becomes of a KPI whose rows a join repeats
     */
    QueryPlanner(
            CalciteSchema rootSchema,
            List<String> defaultPath,
            FormulaCompiler compiler,
            SqlDialect dialect,
            ModelTables model,
            FanOut fanOut) {
        this.frontEnd = new SqlFrontEnd(rootSchema, defaultPath, new KpiFunctions(compiler), model::whyAbsent);
        this.relSql = new RelSql(requireNonNull(dialect, "dialect is null"));
        this.model = model;
        BindingCompiler bindings = new BindingCompiler();
        this.binder = new ZeroArgumentBinder(bindings, model::whyAbsent);
        this.keys = model.keys();
        this.fanOut = requireNonNull(fanOut, "fanOut is null");
        this.facts = new FactTrimmer(bindings);
        this.scorecards = new Scorecards(frontEnd);
    }

    /**
     * Plans a query or an EXPLAIN PLAN FOR.
     *
     * @param asOf what AS_OF() means in it
     * @param given types of question marks, by their place from 0, that differ from what their surroundings suggest
     */
    public PlannedQuery plan(String sql, Instant asOf, Map<Integer, RelDataType> given) {
        SqlNode parsed = GivenTypes.apply(CareParser.statement(sql), given);
        boolean isExplain = parsed instanceof SqlExplain;
        SqlNode query = parsed instanceof SqlExplain explain ? explain.getExplicandum() : parsed;
        if (!query.isA(SqlKind.QUERY)) {
            throw new CareSqlException(
                    ErrorCode.READ_ONLY, "CareSQL only reads: " + query.getKind().sql + " is not a query");
        }
        SqlFrontEnd.Query algebra = frontEnd.toRel(frontEnd.normalize(query));
        RelRoot root = algebra.root();
        FanOutGuard guard = new FanOutGuard(fanOut, keys);
        RelNode expanded = expand(root.project(), new KpiExpander(binder, guard));
        RelNode dated = new AsOf(asOf).apply(new MetadataRows().apply(model.resolve(expanded)));
        RelNode merged = new ProjectMerge().apply(dated);
        RelNode flat = new KeyedGroups().apply(new CommonFilters().apply(new GroupingSplit().apply(merged)));
        RelNode checked = new BusinessTime(model.calendars()).apply(flat);
        return new PlannedQuery(
                relSql.write(checked),
                fields(root),
                ColumnOrigins.of(algebra),
                algebra.parameters().getFieldList().stream()
                        .map(RelDataTypeField::getType)
                        .toList(),
                guard.corrections(),
                isExplain);
    }

    /** The KPIs of the query first, for which a scorecard is a table with a key; then those of the scorecard itself. */
    private RelNode expand(RelNode plan, KpiExpander expander) {
        RelNode asked = expander.expand(facts.named(plan));
        RelNode withScorecard = scorecards.expand(asked);
        RelNode all = withScorecard == asked ? asked : expander.expand(facts.named(withScorecard));
        return facts.inPlace(new KeyedCounts().apply(all));
    }

    private static List<RelDataTypeField> fields(RelRoot root) {
        List<RelDataTypeField> fields = new ArrayList<>();
        root.fields.forEach((index, name) -> {
            RelDataType type = root.rel.getRowType().getFieldList().get(index).getType();
            fields.add(new RelDataTypeFieldImpl(name, fields.size(), type));
        });
        return fields;
    }
}
