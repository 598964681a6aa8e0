package dev.caresql.excel.formula;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.poi.ss.formula.function.FunctionMetadataRegistry;

/** Names that a workbook takes: no address of a cell, no built-in function, no constant. */
public final class ExcelNames {
    private static final Pattern ADDRESS = Pattern.compile("[A-Z]{1,3}[0-9]+|R|C|R[0-9]*C[0-9]*");

    /** Built-in functions that are younger than the library's list, as far as such a name is likely. */
    private static final Set<String> YOUNGER = Set.of(
            "AGGREGATE",
            "BYCOL",
            "BYROW",
            "CHOOSECOLS",
            "CHOOSEROWS",
            "CONCAT",
            "DAYS",
            "DROP",
            "EXPAND",
            "FILTER",
            "GROUPBY",
            "HSTACK",
            "IFNA",
            "IFS",
            "ISOMITTED",
            "LAMBDA",
            "LET",
            "MAKEARRAY",
            "MAP",
            "MAXIFS",
            "MINIFS",
            "PIVOTBY",
            "RANDARRAY",
            "REDUCE",
            "REGEXTEST",
            "SCAN",
            "SEQUENCE",
            "SHEET",
            "SHEETS",
            "SINGLE",
            "SORT",
            "SORTBY",
            "SWITCH",
            "TAKE",
            "TEXTJOIN",
            "TOCOL",
            "TOROW",
            "TRIMRANGE",
            "UNIQUE",
            "VSTACK",
            "WRAPCOLS",
            "XLOOKUP",
            "XMATCH");

    private ExcelNames() {}

    /** The name itself where a workbook takes it; else with an underscore before its digits or at its end. */
    public static String safe(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (ADDRESS.matcher(upper).matches()) {
            int digits = name.length() - name.replaceAll("^[A-Za-z]+", "").length();
            return name.substring(0, digits) + "_" + name.substring(digits);
        }
        return isBuiltIn(upper) ? name + "_" : name;
    }

    private static boolean isBuiltIn(String upper) {
        return upper.equals("TRUE")
                || upper.equals("FALSE")
                || YOUNGER.contains(upper)
                || FunctionMetadataRegistry.getFunctionByName(upper) != null;
    }
}
