package dev.caresql.catalog;

import dev.caresql.sql.SqlNames;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names a KPI or its parameters can bear in SQL and in a workbook. */
final class KpiNames {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

    /** Up to XFD1048576 a name of letters and digits is the address of a cell. */
    private static final Pattern CELL = Pattern.compile("[A-Za-z]{1,3}[0-9]{1,7}");

    private KpiNames() {}

    /** Why a KPI cannot have this name; empty when it can. */
    static Optional<String> refusal(String name) {
        if (!WORD.matcher(name).matches()) {
            return Optional.of("'" + name + "' is not a name: use letters, digits and _, beginning with a letter");
        }
        if (CELL.matcher(name).matches()) {
            return Optional.of("'" + name + "' is the address of a cell in Excel; choose a name such as '"
                    + name.replaceAll("([0-9]+)$", "_$1") + "'");
        }
        return reservedRefusal(name);
    }

    /** Why a parameter cannot have this name; empty when it can. */
    static Optional<String> parameterRefusal(String name) {
        if (!WORD.matcher(name).matches()) {
            return Optional.of("'" + name + "' is not a name: use letters, digits and _, beginning with a letter");
        }
        return reservedRefusal(name);
    }

    private static Optional<String> reservedRefusal(String name) {
        return SqlNames.isReserved(name)
                ? Optional.of("'" + name + "' is a reserved word of SQL; choose another name")
                : Optional.empty();
    }
}
