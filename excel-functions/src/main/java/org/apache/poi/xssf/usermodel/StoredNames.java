package org.apache.poi.xssf.usermodel;

/** Defined names whose formula POI cannot parse, such as a LAMBDA; it must be stored as it is. */
public final class StoredNames {
    private StoredNames() {}

    /** Adds a name with the text that the file stores. Add such names last: POI parses all names when sheets move. */
    public static XSSFName add(XSSFWorkbook workbook, String name, String stored) {
        XSSFName added = workbook.createName();
        added.setNameName(name);
        added.getCTName().setStringValue(stored);
        return added;
    }

    /** The text that the file stores for a name. */
    public static String text(XSSFName name) {
        return name.getCTName().getStringValue();
    }

    /** Takes the mark of a function off a name, as if it had never been there. */
    public static void unmark(XSSFName name) {
        if (name.getCTName().isSetFunction()) {
            name.getCTName().unsetFunction();
        }
    }
}
