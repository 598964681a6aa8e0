package dev.caresql.engine;

import java.util.List;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Names tables as the engine knows them, without the schema in which users see them. Public because Calcite calls its
 * methods by reflection.
 */
public final class TableNames extends RelToSqlConverter {
    /** Creates a converter for an engine's dialect. */
    public TableNames(SqlDialect dialect) {
        super(dialect);
    }

    @Override
    public Result visit(TableScan scan) {
        List<String> path = scan.getTable().getQualifiedName();
        SqlIdentifier name = new SqlIdentifier(path.get(path.size() - 1), SqlParserPos.ZERO);
        return result(name, List.of(Clause.FROM), scan, null);
    }
}
