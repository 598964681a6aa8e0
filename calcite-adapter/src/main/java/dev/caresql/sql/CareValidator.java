package dev.caresql.sql;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlInternalOperators;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Takes a question mark whose place says nothing about its type for text, which tools bind such values as, and one that
 * a rewriting repeats for one.
 */
final class CareValidator extends SqlValidatorImpl {
    /** Question marks that got their type for want of a better one. */
    private final Set<SqlNode> open = Collections.newSetFromMap(new IdentityHashMap<>());

    CareValidator(
            SqlOperatorTable operators,
            SqlValidatorCatalogReader catalogReader,
            RelDataTypeFactory typeFactory,
            Config config) {
        super(operators, catalogReader, typeFactory, config);
    }

    @Override
    protected void inferUnknownTypes(RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
        if (node instanceof SqlDynamicParam mark) {
            inferMark(inferredType, scope, mark);
        } else if (node instanceof SqlCall call && call.getOperator() == SqlInternalOperators.CAST_NOT_NULL) {
            inferUnknownTypes(inferredType, scope, call.operand(0));
        } else if (node instanceof SqlCall call
                && (call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN)
                && call.operand(0) instanceof SqlDynamicParam
                && call.operand(1) instanceof SqlNodeList list) {
            RelDataType type = firstKnown(scope, list);
            inferUnknownTypes(type, scope, call.operand(0));
            inferUnknownTypes(type, scope, list);
        } else {
            super.inferUnknownTypes(inferredType, scope, node);
            if (node instanceof SqlCase choice) {
                inferFromOtherResults(scope, choice);
            } else if (node instanceof SqlCall call
                    && (call.getKind() == SqlKind.IS_NULL || call.getKind() == SqlKind.IS_NOT_NULL)
                    && call.operand(0) instanceof SqlDynamicParam mark) {
                open.add(mark);
            }
        }
    }

    private void inferMark(RelDataType inferredType, SqlValidatorScope scope, SqlDynamicParam mark) {
        boolean isColumn = inferredType.isStruct() && inferredType.getFieldCount() == 1;
        RelDataType type = isColumn ? inferredType.getFieldList().get(0).getType() : inferredType;
        if (isUnknown(type)) {
            open.add(mark);
            type = typeFactory.createSqlType(SqlTypeName.VARCHAR);
        } else {
            open.remove(mark);
        }
        super.inferUnknownTypes(type, scope, mark);
    }

    /** Calcite looks at the first result alone, which is the question mark itself in the CASE of COALESCE(?, score). */
    private void inferFromOtherResults(SqlValidatorScope scope, SqlCase choice) {
        List<SqlNode> results = new ArrayList<>(choice.getThenOperands());
        results.add(requireNonNull(choice.getElseOperand(), "a CASE without ELSE was given one"));
        List<RelDataType> known = new ArrayList<>();
        for (SqlNode result : results) {
            if (!isMark(result) && !isUnknown(deriveType(scope, result))) {
                known.add(deriveType(scope, result));
            }
        }
        RelDataType type = known.isEmpty() ? null : typeFactory.leastRestrictive(known);
        if (type != null) {
            results.stream()
                    .filter(CareValidator::isMark)
                    .forEach(result -> inferUnknownTypes(anyLength(type), scope, result));
        }
    }

    private static boolean isMark(SqlNode node) {
        return node instanceof SqlDynamicParam
                || node instanceof SqlCall call
                        && call.getOperator() == SqlInternalOperators.CAST_NOT_NULL
                        && call.operand(0) instanceof SqlDynamicParam;
    }

    private boolean isUnknown(RelDataType type) {
        return type.equals(unknownType) || type.getSqlTypeName() == SqlTypeName.NULL;
    }

    /** The type of a list's first expression that has one; texts are of any length. */
    private RelDataType firstKnown(SqlValidatorScope scope, SqlNodeList list) {
        for (SqlNode node : list) {
            RelDataType type = deriveType(scope, node);
            if (!isUnknown(type)) {
                return anyLength(type);
            }
        }
        return unknownType;
    }

    private RelDataType anyLength(RelDataType type) {
        return SqlTypeUtil.inCharFamily(type) ? typeFactory.createSqlType(SqlTypeName.VARCHAR) : type;
    }

    /** The types of the question marks in the order of the text, each once, however often a rewriting repeats it. */
    @Override
    public RelDataType getParameterRowType(SqlNode sqlQuery) {
        RelDataTypeFactory.Builder types = typeFactory.builder();
        occurrences(sqlQuery).forEach((index, marks) -> types.add("?" + index, typeOf(marks)));
        return types.build();
    }

    /**
     * The types of those question marks that a rewriting has repeated in places that suggest different ones, as the CASE
     * of {@code COALESCE(?, score)} does, by their place in the text from 0.
     */
    Map<Integer, RelDataType> repeated(SqlNode validated) {
        Map<Integer, RelDataType> types = new HashMap<>();
        occurrences(validated).forEach((index, marks) -> {
            RelDataType type = typeOf(marks);
            if (marks.stream().anyMatch(mark -> !getValidatedNodeType(mark).equals(type))) {
                types.put(index, anyLength(type));
            }
        });
        return types;
    }

    private RelDataType typeOf(List<SqlDynamicParam> marks) {
        Optional<SqlDynamicParam> told =
                marks.stream().filter(mark -> !open.contains(mark)).findFirst();
        return getValidatedNodeType(told.orElse(marks.get(0)));
    }

    private static SortedMap<Integer, List<SqlDynamicParam>> occurrences(SqlNode statement) {
        SortedMap<Integer, List<SqlDynamicParam>> marks = new TreeMap<>();
        statement.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlDynamicParam mark) {
                marks.computeIfAbsent(mark.getIndex(), index -> new ArrayList<>())
                        .add(mark);
                return null;
            }
        });
        return marks;
    }
}
