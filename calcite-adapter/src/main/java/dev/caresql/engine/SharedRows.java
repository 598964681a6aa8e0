package dev.caresql.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Calcite's writer of SQL, which writes the {@link Shared} rows of a statement once, in a WITH in front of it. */
public final class SharedRows extends RelToSqlConverter {
    private record Item(String name, SqlNode query) {}

    private final Map<String, Item> items = new LinkedHashMap<>();

    SharedRows(SqlDialect dialect) {
        super(dialect);
    }

    /** Called by Calcite, which finds it by the class of the node. */
    public Result visit(Shared shared) {
        Item item = items.get(shared.name());
        if (item == null) {
            SqlNode query = visitInput(shared, 0).asStatement();
            item = new Item(name(shared), query);
            items.put(shared.name(), item);
        }
        SqlIdentifier table = new SqlIdentifier(item.name(), SqlParserPos.ZERO);
        return result(table, List.of(Clause.FROM), shared, null);
    }

    /** Ids of nodes differ from run to run; the order of the WITH does not. */
    private String name(Shared shared) {
        String kind = shared.name().replaceAll("[0-9]+$", "");
        long before = items.values().stream()
                .filter(item -> item.name().startsWith(kind))
                .count();
        return before == 0 ? kind : kind + before;
    }

    /** The queries that the statement shares, by name, each after those it reads. */
    Map<String, SqlNode> queries() {
        Map<String, SqlNode> queries = new LinkedHashMap<>();
        items.values().forEach(item -> queries.put(item.name(), item.query()));
        return queries;
    }
}
