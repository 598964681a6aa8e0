package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mapping that casts a text to a timestamp or a date gets what the same text is in a column, against java.time. */
class TextCastsTest extends ImportingTest {
    private static final List<String> TEXTS = List.of(
            "2026-01-31T10:00:00+00:00",
            "2026-01-31T23:30:00+07:00",
            "2026-01-31T20:00:00Z",
            "2026-01-31 10:00:00",
            "2026-01-31 22:15",
            "2026-01-31T03:00:00.5-05:00",
            "2026-07-31T20:30:15.123456-0800",
            "2026-07-31");

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Ho_Chi_Minh", "Europe/Berlin", "-03:30"})
    void meansWhatItMeansInAColumn(String zone) throws Exception {
        StringBuilder csv = new StringBuilder("id,at\n");
        List<String> expected = new ArrayList<>();
        for (String text : TEXTS) {
            csv.append(expected.size()).append(',').append(text).append('\n');
            LocalDateTime local = local(text, ZoneId.of(zone));
            LocalDateTime utc = local.atZone(ZoneId.of(zone))
                    .withZoneSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime();
            expected.add(String.join(
                    "|",
                    seconds(utc),
                    seconds(utc),
                    seconds(utc),
                    local.toLocalDate().toString(),
                    local.toLocalDate().toString(),
                    Integer.toString(local.getHour()),
                    local.getHour() < 12 ? "early" : "late"));
        }
        csv.append("98,26-01-31 10:00:00\n99,soon\n");
        model.file("a.csv", csv.toString()).file("caresql.yaml", """
                model: m
                timeZone: "%s"
                sources: {s: {file: a.csv}}
                tables:
                  survey_responses:
                    from: s
                    columns: {response_id: id, responded_at: at}
                    extra:
                      cast_at: CAST(at AS TIMESTAMP)
                      tried_at: TRY_CAST(at AS TIMESTAMP)
                      cast_day: CAST(at AS DATE)
                      tried_day: TRY_CAST(at AS DATE)
                      hour_of: EXTRACT(HOUR FROM CAST(at AS TIMESTAMP))
                      half: "CASE WHEN CAST(EXTRACT(HOUR FROM CAST(at AS TIMESTAMP)) AS INTEGER) < 12 THEN 'early' ELSE 'late' END"
                """.formatted(zone));
        String at = "STRFTIME(%s, '%%Y-%%m-%%d %%H:%%M:%%S')";
        assertThat(model.query("SELECT " + at.formatted("responded_at") + ", " + at.formatted("cast_at") + ", "
                        + at.formatted("tried_at") + ", cast_day, tried_day, hour_of, half"
                        + " FROM survey_responses ORDER BY CAST(response_id AS INTEGER)"))
                .isEqualTo(expected);
        assertThat(
                        model.query(
                                "SELECT DISTINCT line_no, rule_code FROM data_quality WHERE column_name = 'responded_at' ORDER BY 1"))
                .containsExactly("10|NOT_TIMESTAMP", "11|NOT_TIMESTAMP");
    }

    @Test
    void whatIsNoTimeOfDayOrNumberIsSetAside() throws Exception {
        model.file("a.csv", """
                        id,t,w
                        1,08:05,0.5
                        2,17:30:15.25,1e-3
                        3,24:00,7
                        4,24:00:00,-2
                        5,2026-01-31 9:15:00,
                        6,10:00:00 PM,1
                        7,10:00:00+07:00,1
                        8,noon,1
                        9,09:00,nan
                        10,09:00,-Infinity
                        """).file("caresql.yaml", """
                        model: m
                        sources: {s: {file: a.csv}, declared: {file: a.csv, columns: {t: time, w: double}}}
                        tables:
                          survey_responses:
                            - from: s
                              columns: {response_id: id, survey_weight: w}
                              extra: {clock: CAST(t AS TIME), weight: CAST(w AS DOUBLE)}
                            - from: declared
                              columns: {response_id: "'d' || id", survey_weight: w}
                              extra: {clock: t, weight: TRY_CAST(CAST(w AS VARCHAR) AS DOUBLE)}
                        """);
        List<String> good = List.of(
                "08:05|0.5|0.5", "17:30:15.250|0.001|0.001", "00:00|7.0|7.0", "00:00|-2.0|-2.0", "09:15|null|null");
        for (String feed : List.of("NOT LIKE 'd%'", "LIKE 'd%'")) {
            assertThat(model.query("SELECT clock, survey_weight, weight FROM survey_responses WHERE response_id " + feed
                            + " ORDER BY response_id"))
                    .isEqualTo(good);
        }
        assertThat(
                        model.query(
                                "SELECT source_name, string_agg(DISTINCT line_no, ',' ORDER BY line_no) FROM data_quality GROUP BY 1 ORDER BY 1"))
                .containsExactly("declared|7,8,9,10,11", "s|7,8,9,10,11");
    }

    private static LocalDateTime local(String text, ZoneId zone) {
        String iso = text.replace(' ', 'T').replaceFirst("-0800$", "-08:00");
        if (iso.length() == 10) {
            return LocalDateTime.parse(iso + "T00:00");
        }
        return iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)$") && iso.length() > 19
                ? OffsetDateTime.parse(iso).atZoneSameInstant(zone).toLocalDateTime()
                : LocalDateTime.parse(iso);
    }

    private static String seconds(LocalDateTime time) {
        return time.withNano(0).toString().replace('T', ' ') + (time.getSecond() == 0 ? ":00" : "");
    }
}
