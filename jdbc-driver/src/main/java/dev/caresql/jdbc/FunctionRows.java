package dev.caresql.jdbc;

import static dev.caresql.jdbc.MetadataRows.row;
import static java.util.Objects.requireNonNull;

import dev.caresql.catalog.KpiParameter;
import dev.caresql.plan.CareDatabase;
import dev.caresql.plan.DatabaseContents;
import dev.caresql.plan.RoutineInfo;
import dev.caresql.sql.CareTypeFactory;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;

/** What DatabaseMetaData says of the KPIs and the functions of one row, which are all of one schema. */
final class FunctionRows {
    private final DatabaseContents contents;

    FunctionRows(DatabaseContents contents) {
        this.contents = requireNonNull(contents, "contents is null");
    }

    private Stream<RoutineInfo> routines(NamePattern schema, NamePattern name) {
        return contents.routines().stream()
                .filter(routine -> schema.matches(CareDatabase.SCHEMA) && name.matches(routine.name()));
    }

    List<Object> functions(NamePattern schema, NamePattern name) {
        return routines(schema, name)
                .map(routine -> row(
                        null,
                        CareDatabase.SCHEMA,
                        routine.name(),
                        routine.remarks(),
                        DatabaseMetaData.functionNoTable,
                        routine.name()))
                .toList();
    }

    List<Object> functionColumns(NamePattern schema, NamePattern name, NamePattern columnName) {
        List<Object> rows = new ArrayList<>();
        routines(schema, name).forEach(routine -> {
            if (columnName.matches("")) {
                rows.add(column(routine.name(), "", 0, routine.result().get(), routine.unit()));
            }
            for (KpiParameter parameter : routine.parameters()) {
                if (columnName.matches(parameter.name())) {
                    rows.add(column(
                            routine.name(),
                            parameter.name(),
                            routine.parameters().indexOf(parameter) + 1,
                            parameter.type().relType(CareTypeFactory.shared()),
                            RoutineInfo.remarks(parameter)));
                }
            }
        });
        return rows;
    }

    private static Object column(String function, String column, int position, RelDataType relType, String remarks) {
        JdbcType type = JdbcType.of(relType);
        return row(
                null,
                CareDatabase.SCHEMA,
                function,
                column,
                position == 0 ? DatabaseMetaData.functionReturn : DatabaseMetaData.functionColumnIn,
                type.id(),
                type.name(),
                type.precision(),
                type.displaySize(),
                type.scale(),
                type.isSigned() ? MetadataRows.DECIMAL_RADIX : null,
                DatabaseMetaData.functionNullable,
                remarks,
                type.javaClass() == String.class ? type.precision() : null,
                position,
                "YES",
                function);
    }

    /** The names of the functions, for the lists that tools complete from. */
    String names() {
        return String.join(
                ",", contents.routines().stream().map(RoutineInfo::name).toList());
    }
}
