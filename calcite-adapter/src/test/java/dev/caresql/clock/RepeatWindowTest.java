package dev.caresql.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.plan.CareDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a repeat is by the model's settings: days, reason, channel. */
final class RepeatWindowTest {
    private static final Instant LATER = Instant.parse("2025-03-01T00:00:00Z");

    @TempDir
    private Path folder;

    /** A customer calls about the bill on days 1 and 2, about something else on day 5, and chats about the bill on day 3. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{days: 7}|true false true|1",
                "{days: 1}|true false true|2",
                "{days: 2, matchReason: false}|true false true|1",
                "{days: 4, matchReason: false}|true false false|1",
                "{days: 7, matchChannel: true}|true false true|2"
            })
    void aRepeatMatchesWhatTheModelSays(String window, String firstCalls, int billIssues) throws Exception {
        ClockModel model = new ClockModel(folder)
                .yaml("repeatWindow: " + window)
                .table(
                        "interactions",
                        "interaction_id:varchar,customer_id:varchar,reason_code:varchar,channel_code:varchar,direction_code:varchar,outcome_code:varchar,started_at:timestamp,transferred:boolean",
                        List.of(
                                "1,A,BILL,VOICE,INBOUND,ANSWERED,2025-01-01 09:00,false",
                                "2,A,BILL,VOICE,INBOUND,ANSWERED,2025-01-02 09:00,false",
                                "3,A,BILL,CHAT,INBOUND,,2025-01-03 10:00,false",
                                "4,A,SHIP,VOICE,INBOUND,ANSWERED,2025-01-05 09:00,false"));
        try (CareDatabase database = model.open()) {
            assertThat(String.join(
                            " ",
                            ClockModel.query(
                                            database,
                                            "SELECT CAST(is_first_contact AS VARCHAR) FROM interactions WHERE channel_code ="
                                                    + " 'VOICE' ORDER BY interaction_id")
                                    .stream()
                                    .map(row -> String.valueOf(row.get(0)).toLowerCase(java.util.Locale.ROOT))
                                    .toList()))
                    .isEqualTo(firstCalls);
            String days = window.replaceAll("[^0-9]", "");
            assertThat(ClockModel.query(
                            database,
                            "SELECT COUNT(*) FILTER (WHERE COALESCE(seconds_since_previous_contact, 1e9) > 86400 * "
                                    + days + ") FROM customer_contacts WHERE reason_code = 'BILL'",
                            LATER))
                    .hasToString("[[" + billIssues + "]]");
        }
    }
}
