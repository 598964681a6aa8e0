package dev.caresql.sql;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableSet;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlMoniker;
import org.apache.calcite.sql.validate.SqlMonikerType;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * The way from a statement's text to relational algebra: parse, normalise, validate against the tables of a schema,
 * convert. Thread-safe; it holds the schema and the operators, and no state of a statement.
 */
public final class SqlFrontEnd {
    /** The one catalog, for names that are written in full. */
    public static final String CATALOG = "caresql";

    private static final SqlOperatorTable OPERATORS = SqlOperatorTables.chain(
            SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL),
            CareOperators.table());

    private static final SqlToRelConverter.Config TO_REL = SqlToRelConverter.config()
            .withExpand(false)
            .withTrimUnusedFields(false)
            .withInSubQueryThreshold(Integer.MAX_VALUE)
            .withRelBuilderConfigTransform(config -> config.withBloat(-1).withPruneInputOfAggregate(false));

    /** What CAST takes beyond standard SQL: a truth value as a number, 1 or 0. */
    private static final SqlTypeCoercionRule CASTS = casts();

    private static final SqlToRelConverter.Config AS_WRITTEN =
            TO_REL.addRelBuilderConfigTransform(config -> config.withSimplify(false));

    private final RelDataTypeFactory typeFactory = CareTypeFactory.shared();
    private final CalciteCatalogReader catalogReader;
    private final SqlOperatorTable operators;
    private final FunctionResolver functions;
    private final Function<String, Optional<String>> absent;

    /**
     * Creates a front end over a schema.
     *
     * @param rootSchema holds the tables, in sub-schemas or directly
     * @param defaultPath the sub-schema in which unqualified names are looked up; empty for the root
     * @param functions resolves calls of KPIs
     */
    public SqlFrontEnd(CalciteSchema rootSchema, List<String> defaultPath, FunctionResolver functions) {
        this(rootSchema, defaultPath, functions, name -> Optional.empty());
    }

    /**
     * Creates a front end over a schema that could have more tables than it has.
     *
     * @param absent says of a table, by its name in lower case, why it is not there; for messages
     */
    public SqlFrontEnd(
            CalciteSchema rootSchema,
            List<String> defaultPath,
            FunctionResolver functions,
            Function<String, Optional<String>> absent) {
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        this.catalogReader = new CalciteCatalogReader(
                rootSchema, defaultPath, typeFactory, new CalciteConnectionConfigImpl(properties));
        this.operators = SqlOperatorTables.chain(OPERATORS, catalogReader);
        this.functions = requireNonNull(functions, "functions is null");
        this.absent = requireNonNull(absent, "absent is null");
    }

    public RelDataTypeFactory typeFactory() {
        return typeFactory;
    }

    /** A parsed statement with every construct in its one meaning; throws with the position when it makes no sense. */
    public SqlNode normalize(SqlNode parsed) {
        return requireNonNull(parsed.accept(new SqlNormalizer(functions)), "normalised statement is null");
    }

    /**
     * Parses, normalises and validates a query and converts it to algebra; throws one sentence with code and position.
     *
     * @param query the parsed query, a new one at every call, in which question marks are of the types given by their place
     *     from 0
     */
    public Query toRel(Function<Map<Integer, RelDataType>, SqlNode> query) {
        CareValidator validator = validator();
        SqlNode validated = validate(validator, normalize(query.apply(Map.of())));
        Map<Integer, RelDataType> repeated = validator.repeated(validated);
        if (!repeated.isEmpty()) {
            validator = validator();
            validated = validate(validator, normalize(query.apply(repeated)));
        }
        return convert(validator, validated, cluster(), TO_REL);
    }

    private RelOptCluster cluster() {
        return RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), new CareRexBuilder(typeFactory));
    }

    /** Validates a normalised query and converts it to algebra; throws one sentence with code and position. */
    public Query toRel(SqlNode normalized) {
        CareValidator validator = validator();
        return convert(validator, validate(validator, normalized), cluster(), TO_REL);
    }

    /**
     * The same for a text of CareSQL's own, as part of a plan that exists. It is taken as it is written: simplifying its many
     * constants costs more than all the rest of planning.
     */
    public Query toRelAsWritten(SqlNode normalized, RelOptCluster cluster) {
        CareValidator validator = validator();
        return convert(validator, validate(validator, normalized), cluster, AS_WRITTEN);
    }

    private SqlNode validate(CareValidator validator, SqlNode normalized) {
        return withCleanErrors(() -> {
            SqlNode validated = validator.validate(normalized);
            IgnoredNulls.check(validated);
            return validated;
        });
    }

    private Query convert(
            CareValidator validator, SqlNode validated, RelOptCluster cluster, SqlToRelConverter.Config config) {
        return withCleanErrors(() -> {
            SqlToRelConverter converter = new SqlToRelConverter(
                    (type, query, schemaPath, viewPath) -> {
                        throw new CareSqlException(ErrorCode.INTERNAL, "views are not expanded here");
                    },
                    validator,
                    catalogReader,
                    cluster,
                    StandardConvertletTable.INSTANCE,
                    config);
            RelRoot root = converter.convertQuery(validated, false, true);
            return new Query(root, validator.getParameterRowType(validated), validator.getFieldOrigins(validated));
        });
    }

    /** What the work gives; what Calcite throws at it becomes one sentence with code and position. */
    private <T> T withCleanErrors(Supplier<T> work) {
        try {
            return work.get();
        } catch (CalciteContextException e) {
            if (e.getCause() instanceof CareSqlException cause) {
                throw cause;
            }
            throw SqlErrors.invalid(e, new SqlErrors.Known(tableNames(), columnNames(), functionNames(), absent));
        } catch (StackOverflowError e) {
            throw CareSqlException.tooDeep(e);
        } catch (RuntimeException e) {
            // Calcite wraps what its convertlets throw, once for each level.
            throw Throwables.getRootCause(e) instanceof StackOverflowError ? CareSqlException.tooDeep(e) : e;
        }
    }

    /** The names of the functions that a statement may call, for suggestions. */
    private List<String> functionNames() {
        List<String> names = new ArrayList<>(functions.names());
        operators.getOperatorList().forEach(operator -> names.add(operator.getName()));
        return names.stream().filter(name -> name.matches("[A-Za-z_0-9]+")).toList();
    }

    private List<String> tableNames() {
        return tables().stream().map(path -> path.get(path.size() - 1)).toList();
    }

    private List<String> columnNames() {
        List<String> names = new ArrayList<>();
        for (List<String> path : tables()) {
            Prepare.PreparingTable table = catalogReader.getTable(path);
            if (table != null) {
                names.addAll(table.getRowType().getFieldNames());
            }
        }
        return names.stream().distinct().toList();
    }

    private List<List<String>> tables() {
        List<List<String>> tables = new ArrayList<>();
        for (List<String> path : catalogReader.getSchemaPaths()) {
            for (SqlMoniker moniker : catalogReader.getAllSchemaObjectNames(path)) {
                if (moniker.getType() == SqlMonikerType.TABLE) {
                    tables.add(moniker.getFullyQualifiedNames());
                }
            }
        }
        return tables;
    }

    private static SqlTypeCoercionRule casts() {
        Map<SqlTypeName, ImmutableSet<SqlTypeName>> rules =
                new HashMap<>(SqlTypeCoercionRule.instance().getTypeMapping());
        for (SqlTypeName number : SqlTypeName.NUMERIC_TYPES) {
            ImmutableSet<SqlTypeName> sources = rules.getOrDefault(number, ImmutableSet.of());
            rules.put(
                    number,
                    ImmutableSet.<SqlTypeName>builder()
                            .addAll(sources)
                            .add(SqlTypeName.BOOLEAN)
                            .build());
        }
        return SqlTypeCoercionRule.instance(rules);
    }

    private CareValidator validator() {
        SqlValidator.Config config = SqlValidator.Config.DEFAULT
                .withConformance(CareConformance.INSTANCE)
                .withDefaultNullCollation(NullCollation.LAST)
                .withIdentifierExpansion(true)
                .withTypeCoercionFactory(CareCoercion::new)
                .withTypeCoercionRules(CASTS)
                .withTypeCoercionEnabled(true);
        return new CareValidator(operators, catalogReader, typeFactory, config);
    }

    /**
     * A query as algebra.
     *
     * @param root the plan with its output names
     * @param parameters the types of the question marks, in the order of the text
     * @param origins for each column of the result the schema, table and column that it shows unchanged; null for an
     *     expression
     */
    public record Query(RelRoot root, RelDataType parameters, List<@Nullable List<String>> origins) {
        /** Requires all parts. */
        public Query {
            requireNonNull(root, "root is null");
            requireNonNull(parameters, "parameters is null");
            requireNonNull(origins, "origins is null");
        }
    }
}
