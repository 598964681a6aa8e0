package dev.caresql.plan;

import com.google.common.base.Suppliers;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/**
 * The table {@code kpis}: all facts on the dimensions that they share, with a column for every KPI. Its layout is made
 * when a statement first names it.
 */
final class KpisTable extends AbstractTable {
    /** Its name. */
    static final String NAME = "kpis";

    /** What catalogs say of it. */
    static final String DESCRIPTION =
            "All facts on the dimensions that they share, with a column for every KPI that means the KPI of a group";

    private final Supplier<FactLayout> layout;

    KpisTable(Supplier<FactLayout> layout) {
        this.layout = Suppliers.memoize(layout::get);
    }

    FactLayout layout() {
        return layout.get();
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
        return layout().visible();
    }
}
