package dev.caresql.engine.duckdb;

import dev.caresql.config.Located;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.TextFormat;
import dev.caresql.sql.ColumnType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** How the texts of a feed's sources spell numbers and dates, for each value by the sources that it comes from. */
final class Spellings {
    private final Function<String, TextFormat> formats;
    private final String subject;

    /**
     * The spellings of the sources of a table's feed.
     *
     * @param formats by the names of the sources
     */
    Spellings(Function<String, TextFormat> formats, String table) {
        this.formats = formats;
        this.subject = "table " + table;
    }

    /**
     * How a value is spelt that becomes one of the type; ISO where it comes from no source.
     *
     * @throws CareSqlException where its sources differ in what matters to the type
     */
    TextFormat of(Set<String> sources, ColumnType type, Located place) {
        Set<Object> spellings = new HashSet<>();
        TextFormat found = FeedSql.ISO;
        for (String source : sources) {
            TextFormat format = formats.apply(source);
            if (spellings.add(spelling(format, type)) || format.dateCells()) {
                found = format;
            }
        }
        if (spellings.size() > 1) {
            throw new CareSqlException(
                    ErrorCode.MODEL,
                    place.file() + ":" + place.line() + ": " + subject + ": a " + type + " comes from the sources "
                            + String.join(", ", sources.stream().sorted().toList())
                            + ", which spell it differently; declare the type of its column in each of them");
        }
        return found;
    }

    private static Object spelling(TextFormat format, ColumnType type) {
        return switch (type) {
            case INTEGER, BIGINT, DOUBLE, DECIMAL -> format.decimal();
            case DATE -> format.dateFormat();
            case TIMESTAMP -> List.of(format.dateFormat(), format.timestampFormat());
            case VARCHAR, BOOLEAN, TIME -> "";
        };
    }
}
