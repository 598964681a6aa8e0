package dev.caresql.engine;

import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.TableFeed;
import dev.caresql.sql.CareParser;
import dev.caresql.sql.CareTypeFactory;
import dev.caresql.sql.ColumnType;
import dev.caresql.sql.FunctionResolver;
import dev.caresql.sql.RowTypeTable;
import dev.caresql.sql.SqlFrontEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/** Compiles the SQL of a feed against the columns of the sources; each mistake is noted with its place in the model. */
public final class FeedCompiler {
    private static final Pattern POSITION = Pattern.compile(" at line \\d+, column \\d+");
    private static final Pattern MISSING_COLUMN = Pattern.compile("Column '([^']*)' not found");

    private final Map<String, RelDataType> sources;
    private final SqlFrontEnd frontEnd;
    private final Problems problems;

    /** Creates a compiler over sources, by name, with the types of their columns. */
    public FeedCompiler(Map<String, RelDataType> sources, Problems problems) {
        this.sources = new LinkedHashMap<>(sources);
        this.problems = problems;
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        sources.forEach((name, rowType) -> root.add(name, new RowTypeTable(rowType)));
        this.frontEnd = new SqlFrontEnd(root, List.of(), FunctionResolver.NONE);
    }

    /** The feed as algebra; empty when there was a mistake. */
    public Optional<CompiledFeed> compile(CanonicalTable table, TableFeed feed) {
        String subject = "table " + table.name();
        Map<String, Located> expressions = new LinkedHashMap<>(feed.columns());
        expressions.putAll(feed.extra());
        Optional<RelNode> frame = attempt("SELECT 1 AS one", feed, feed.from(), subject);
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        List<MappedColumn> columns = new ArrayList<>();
        int aggregates = aggregates(frame.get());
        expressions.forEach((name, place) -> expression(feed, place, aggregates, subject + ", column " + name)
                .ifPresent(type -> columns.add(new MappedColumn(
                        name,
                        place,
                        type,
                        Optional.ofNullable(table.columns().get(name)).map(CanonicalColumn::type)))));
        if (columns.size() < expressions.size()) {
            return Optional.empty();
        }
        StringBuilder select = new StringBuilder("SELECT ");
        expressions.forEach((name, place) -> select.append(place.text())
                .append("\n AS ")
                .append(quoted(name))
                .append(", "));
        select.setLength(select.length() - 2);
        return attempt(select.toString(), feed, feed.from(), subject)
                .map(plan -> new CompiledFeed(columns, plan, scanned(frame.get()), single(feed)));
    }

    /** Whether a value of that type becomes one of the canonical type without a loss. */
    public static boolean fits(RelDataType from, ColumnType to) {
        return switch (from.getSqlTypeName()) {
            case NULL, CHAR, VARCHAR -> true;
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                switch (to) {
                    case VARCHAR, INTEGER, BIGINT, DOUBLE, DECIMAL -> true;
                    case BOOLEAN, DATE, TIME, TIMESTAMP -> false;
                };
            case DECIMAL ->
                to == ColumnType.DECIMAL
                        || to == ColumnType.DOUBLE
                        || (from.getScale() == 0 && fits(integerLike(from), to));
            case FLOAT, REAL, DOUBLE -> to == ColumnType.DOUBLE || to == ColumnType.DECIMAL;
            case BOOLEAN -> to == ColumnType.BOOLEAN;
            case DATE -> to == ColumnType.DATE || to == ColumnType.TIMESTAMP;
            case TIME -> to == ColumnType.TIME;
            case TIMESTAMP -> to == ColumnType.TIMESTAMP;
            default -> false;
        };
    }

    private static RelDataType integerLike(RelDataType decimal) {
        RelDataTypeFactory factory = CareTypeFactory.shared();
        return factory.createTypeWithNullability(ColumnType.BIGINT.relType(factory), decimal.isNullable());
    }

    private Optional<RelDataType> expression(TableFeed feed, Located place, int aggregates, String subject) {
        try {
            CareParser.expression(place.text());
        } catch (CareSqlException e) {
            problems.add(place, subject, withoutPosition(e));
            return Optional.empty();
        }
        Optional<RelNode> plan = attempt("SELECT " + place.text() + "\n AS one", feed, place, subject);
        if (plan.isPresent() && feed.groupBy().isEmpty() && aggregates(plan.get()) > aggregates) {
            problems.add(place, subject, "an aggregate function needs a 'groupBy' in the feed");
            return Optional.empty();
        }
        return plan.map(rel -> rel.getRowType().getFieldList().get(0).getType());
    }

    private static int aggregates(RelNode plan) {
        int inputs =
                plan.getInputs().stream().mapToInt(FeedCompiler::aggregates).sum();
        return inputs + (plan instanceof Aggregate ? 1 : 0);
    }

    private Optional<RelNode> attempt(String select, TableFeed feed, Located place, String subject) {
        String sql = select + " FROM " + feed.from().text() + "\n"
                + feed.where().map(text -> " WHERE " + text.text() + "\n").orElse("")
                + feed.groupBy().map(text -> " GROUP BY " + text.text() + "\n").orElse("");
        try {
            return Optional.of(frontEnd.toRel(frontEnd.normalize(CareParser.statement(sql)))
                    .root()
                    .project());
        } catch (CareSqlException e) {
            if (e.code() == ErrorCode.INTERNAL) {
                throw e;
            }
            problems.add(place, subject, withoutPosition(e) + columnHint(e));
            return Optional.empty();
        }
    }

    /** The position counts in a statement that the user never wrote; the place in the model stands for it. */
    private static String withoutPosition(CareSqlException e) {
        return POSITION.matcher(String.valueOf(e.getMessage())).replaceAll("");
    }

    private String columnHint(CareSqlException e) {
        String message = String.valueOf(e.getMessage());
        Matcher matcher = MISSING_COLUMN.matcher(message);
        if (!matcher.find() || message.contains("did you mean")) {
            return "";
        }
        Set<String> names = new LinkedHashSet<>();
        sources.values().forEach(type -> names.addAll(type.getFieldNames()));
        String hint = DidYouMean.hint(matcher.group(1), names);
        return hint.isEmpty() && names.size() == 1
                ? "; the only column found is '" + names.iterator().next() + "': is the delimiter right?"
                : hint;
    }

    private static Set<String> scanned(RelNode plan) {
        Set<String> names = new LinkedHashSet<>();
        new RelVisitor() {
            @Override
            public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
                if (node instanceof TableScan scan) {
                    List<String> path = scan.getTable().getQualifiedName();
                    names.add(path.get(path.size() - 1));
                }
                super.visit(node, ordinal, parent);
            }
        }.go(plan);
        return names;
    }

    private Optional<String> single(TableFeed feed) {
        SqlNode statement = CareParser.statement("SELECT 1 FROM " + feed.from().text() + "\n");
        if (feed.groupBy().isPresent() || !(statement instanceof SqlSelect select)) {
            return Optional.empty();
        }
        SqlNode from = select.getFrom();
        if (from instanceof SqlBasicCall call && call.getKind() == SqlKind.AS && call.operandCount() == 2) {
            from = call.operand(0);
        }
        if (!(from instanceof SqlIdentifier identifier) || !identifier.isSimple()) {
            return Optional.empty();
        }
        return sources.keySet().stream()
                .filter(name -> name.equalsIgnoreCase(identifier.getSimple()))
                .findFirst();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
