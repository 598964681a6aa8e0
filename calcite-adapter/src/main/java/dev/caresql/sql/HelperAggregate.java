package dev.caresql.sql;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.util.Optionality;

/** An aggregate that SQL lacks or spells differently on every engine, such as a percentile. */
final class HelperAggregate extends SqlAggFunction {
    HelperAggregate(String name, SqlReturnTypeInference returnType, SqlOperandTypeChecker operands) {
        super(
                name,
                null,
                SqlKind.OTHER_FUNCTION,
                returnType,
                null,
                operands,
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.FORBIDDEN);
    }
}
