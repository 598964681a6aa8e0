package dev.caresql.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParser;
import org.junit.jupiter.api.Test;

class SqlNamesTest {
    @Test
    void quotesWhatIsNoPlainName() {
        assertThat(List.of("calls", "_x1", "order", "Date", "2025", "a b", "say \"x\"", "điểm"))
                .extracting(SqlNames::identifier)
                .containsExactly(
                        "calls",
                        "_x1",
                        "\"order\"",
                        "\"Date\"",
                        "\"2025\"",
                        "\"a b\"",
                        "\"say \"\"x\"\"\"",
                        "\"điểm\"");
    }

    @Test
    void everyWordOfTheGrammarIsANameOfTablesAndColumns() {
        List<String> words = SqlParser.create("", CareParser.CONFIG).getMetadata().getTokens().stream()
                .filter(token -> token.matches("[A-Z_0-9]+"))
                .map(token -> token.toLowerCase(Locale.ROOT))
                .toList();
        assertThat(words)
                .contains("order", "user", "snapshot", "volatile", "name")
                .hasSizeGreaterThan(500);
        for (String word : words) {
            String name = SqlNames.identifier(word);
            SqlSelect select = (SqlSelect) CareParser.statement("SELECT " + name + " FROM " + name);
            assertThat(select.getFrom()).isInstanceOf(SqlIdentifier.class).hasToString(word);
            assertThat(requireNonNull(select.getSelectList()).get(0))
                    .isInstanceOf(SqlIdentifier.class)
                    .hasToString(word);
        }
    }
}
