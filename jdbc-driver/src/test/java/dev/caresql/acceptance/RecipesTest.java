package dev.caresql.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The models that users copy, each over its small export, against values computed by hand. */
class RecipesTest {
    private static final Path RECIPES = Path.of("..", "examples", "recipes");

    @TempDir
    private Path snapshots;

    static List<Path> recipes() throws IOException {
        try (Stream<Path> folders = Files.list(RECIPES)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zendesk           | SELECT FIRST_RESPONSE_TIME() FROM tickets                      | 60
            zendesk           | SELECT FIRST_RESPONSE_TIME(clock => 'BUSINESS') FROM tickets   | 40
            zendesk           | SELECT AVG_RESOLUTION_TIME() FROM tickets                      | 3
            zendesk           | SELECT 3 * CSAT_BINARY() FROM survey_responses                 | 200
            zendesk           | SELECT ASA() FROM interactions                                 | 20
            zendesk           | SELECT 3 * SERVICE_LEVEL() FROM interactions                   | 100
            zendesk-warehouse | SELECT FIRST_RESPONSE_TIME() FROM tickets                      | 80
            zendesk-warehouse | SELECT AVG_RESOLUTION_TIME() FROM tickets                      | 6
            zendesk-warehouse | SELECT AVG_FIRST_RESOLUTION_TIME() FROM tickets                | 2
            zendesk-warehouse | SELECT AVG_START_TIME() FROM tickets                           | 20
            freshdesk         | SELECT FIRST_RESPONSE_TIME() FROM tickets                      | 60
            freshdesk         | SELECT 3 * AVG_RESOLUTION_TIME() FROM tickets                  | 14
            freshdesk         | SELECT OVERDUE_RATE() FROM tickets                             | 50
            freshdesk         | SELECT CSAT_BINARY() FROM survey_responses                     | 50
            genesys-cloud     | SELECT 3 * SERVICE_LEVEL() FROM interactions                   | 100
            genesys-cloud     | SELECT AVG_TALK_TIME() FROM interactions                       | 135
            genesys-cloud     | SELECT SUM(transfer_count) FROM interactions                   | 1
            genesys-cloud     | SELECT COUNT(*) FROM interaction_segments                      | 5
            asterisk          | SELECT SERVICE_LEVEL() FROM interactions                       | 50
            asterisk          | SELECT MISSED_RATE() FROM interactions WHERE direction_code = 'INBOUND' | 50
            asterisk          | SELECT AVG(talk_s) FROM interactions WHERE outcome_code = 'ANSWERED' | 67.5
            asterisk          | SELECT COUNT(*) FROM interactions                              | 4
            stringeex         | SELECT ASA() FROM interactions                                 | 20
            stringeex         | SELECT 3 * SERVICE_LEVEL() FROM interactions                   | 100
            stringeex         | SELECT CSAT() FROM survey_responses                            | 50
            call-log          | SELECT ASA() FROM interactions                                 | 15
            call-log          | SELECT 3 * MISSED_RATE() FROM interactions WHERE direction_code = 'INBOUND' | 100
            call-log          | SELECT COUNT(DISTINCT customer_id) FROM interactions           | 3
            call-log          | SELECT SUM(talk_s) FROM interactions                           | 435
            liveagent         | SELECT SUM(new_answer_min) / SUM(new_answers) FROM agent_time_daily | 9.75
            liveagent         | SELECT 100 * SUM(rewards) / SUM(rewards + rebukes) FROM agent_time_daily | 75
            """)
    void answersAsByHand(String recipe, String question, double byHand) throws SQLException {
        assertThat(number(RECIPES.resolve(recipe), Optional.empty(), question)).isEqualTo(byHand, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void noRowIsSetAside(Path recipe) throws SQLException {
        assertThat(number(recipe, Optional.empty(), "SELECT COUNT(*) FROM metadata.data_quality"))
                .isZero();
    }

    /** Eight of the ten tickets are not deleted; the history knows when one of them was solved. */
    @Test
    void theZendeskRecipeReadsPublishedTables() throws SQLException {
        Path seeds = DataSet.data().resolve("zendesk_seeds");
        assumeTrue(Files.isDirectory(seeds), "there are no published data sets in " + DataSet.data());
        Path recipe = RECIPES.resolve("zendesk-warehouse");
        assertThat(number(recipe, Optional.of(seeds), "SELECT COUNT(*) FROM tickets"))
                .isEqualTo(8);
        double hours = 77 * 24 + 16 + 54 / 60.0 + 51 / 3600.0;
        assertThat(number(recipe, Optional.of(seeds), "SELECT AVG_RESOLUTION_TIME() FROM tickets"))
                .isEqualTo(hours, within(1e-9));
        assertThat(number(recipe, Optional.of(seeds), "SELECT COUNT(*) FROM metadata.data_quality"))
                .isZero();
    }

    private double number(Path recipe, Optional<Path> data, String question) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("snapshotFolder", snapshots.toString());
        data.ifPresent(folder -> properties.setProperty("folder", folder.toString()));
        try (Connection connection = DriverManager.getConnection("jdbc:caresql:" + recipe, properties);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(question)) {
            result.next();
            return result.getDouble(1);
        }
    }
}
