package dev.caresql.excel.formula;

/** Counts distinct texts in the rows of a mask. Worksheets do not tell them apart by case alone. */
interface DistinctTexts {
    Xl count(Xl text, Xl mask, Sharing sharing);

    /** With the functions of dynamic arrays. */
    DistinctTexts UNIQUE = (text, mask, sharing) -> {
        Xl rows = sharing.share("kept", mask);
        Xl kept = Xl.call("FILTER", Xl.call("LOWER", text), rows);
        return Xl.when(nothing(rows), Xl.number(0), Xl.call("ROWS", Xl.call("UNIQUE", kept)));
    };

    /** With functions that every program has: a text counts in the row in which it stands first. */
    DistinctTexts MATCH = (text, mask, sharing) -> {
        Xl key = withoutWildcards(Xl.call("LOWER", text));
        Xl first = Xl.call("MATCH", key, key, Xl.number(0));
        Xl row = Xl.call("ROW", text);
        Xl number = Xl.binary(Xl.binary(row, "-", Xl.call("MIN", row)), "+", Xl.number(1));
        Xl groups = Xl.call("FREQUENCY", Xl.when(mask, first, Xl.Literal.NOTHING), number);
        Xl count = Xl.call("SUM", Xl.when(Xl.binary(groups, ">", Xl.number(0)), Xl.number(1), Xl.number(0)));
        return Xl.when(nothing(mask), Xl.number(0), count);
    };

    private static Xl nothing(Xl rows) {
        return Xl.binary(Xl.call("SUM", Xl.when(rows, Xl.number(1), Xl.number(0))), "=", Xl.number(0));
    }

    /** MATCH takes ~, * and ? for more than characters; other characters stand for them, each for one. */
    private static Xl withoutWildcards(Xl text) {
        Xl key = text;
        String[] special = {"|", "~", "*", "?"};
        for (int i = 0; i < special.length; i++) {
            key = Xl.call("SUBSTITUTE", key, Xl.string(special[i]), Xl.string("|" + i));
        }
        return key;
    }
}
