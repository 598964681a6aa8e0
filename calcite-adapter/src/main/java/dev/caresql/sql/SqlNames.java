package dev.caresql.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.impl.SqlParserImpl;

/** Which words SQL keeps for itself, and how a name is written beside them. */
public final class SqlNames {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Set<String> STANDARD = reserved(SqlParser.config().withParserFactory(SqlParserImpl.FACTORY));

    /** The grammar takes most words of the standard for names, but not everywhere, and reserves a few of its own. */
    private static final Set<String> OWN = reserved(CareParser.CONFIG);

    private SqlNames() {}

    /** Whether the word, in any case, is reserved in standard SQL. */
    public static boolean isReserved(String word) {
        return STANDARD.contains(word.toUpperCase(Locale.ROOT));
    }

    /** The name as it stands in a statement: in double quotes where it would be taken for something else without. */
    public static String identifier(String name) {
        boolean plain =
                WORD.matcher(name).matches() && !isReserved(name) && !OWN.contains(name.toUpperCase(Locale.ROOT));
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static Set<String> reserved(SqlParser.Config config) {
        SqlAbstractParserImpl.Metadata metadata = SqlParser.create("", config).getMetadata();
        return metadata.getTokens().stream().filter(metadata::isReservedWord).collect(Collectors.toUnmodifiableSet());
    }
}
