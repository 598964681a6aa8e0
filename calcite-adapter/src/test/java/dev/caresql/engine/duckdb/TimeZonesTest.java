package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way between a zone and UTC gives what DuckDB's time zones give, on both sides of the zone's last change. */
class TimeZonesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Asia/Ho_Chi_Minh",
                "Asia/Kolkata",
                "Europe/Moscow",
                "Asia/Tokyo",
                "America/New_York",
                "+05:30",
                "UTC"
            })
    void agreesWithDuckDb(String name) throws SQLException {
        ZoneId zone = ZoneId.of(name);
        List<ZoneOffsetTransition> changes = zone.getRules().getTransitions();
        String zoneText = name.startsWith("+") ? "Asia/Kolkata" : name;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            Jdbc.run(connection, "SET TimeZone = 'UTC'");
            Jdbc.run(
                    connection,
                    "CREATE TABLE times AS SELECT TIMESTAMP '2000-01-01' + to_minutes(CAST(range * 6011 AS BIGINT))"
                            + " AS t FROM range(3000) UNION ALL SELECT NULL UNION ALL"
                            + " SELECT CAST('infinity' AS TIMESTAMP)");
            if (!changes.isEmpty()) {
                LocalDateTime last = changes.get(changes.size() - 1).getDateTimeBefore();
                Jdbc.run(
                        connection,
                        "INSERT INTO times SELECT TIMESTAMP '" + last
                                + "' + to_minutes(CAST(range * 7 - 2100 AS BIGINT)) FROM range(600)");
            }
            String toUtc = "timezone('UTC', timezone('" + zoneText + "', t))";
            String fromUtc = "timezone('" + zoneText + "', timezone('UTC', t))";
            assertThat(Jdbc.list(
                            connection,
                            "SELECT t FROM times WHERE " + TimeZones.toUtc("t", zone) + " IS DISTINCT FROM " + toUtc
                                    + " OR " + TimeZones.fromUtc("t", zone) + " IS DISTINCT FROM " + fromUtc,
                            row -> row.getString(1)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"America/New_York", "Europe/Berlin", "Europe/Istanbul", "Asia/Ho_Chi_Minh", "+05:30", "UTC"})
    void textsWithAnOffsetAreInstantsInTheHourThatClocksShowTwiceToo(String zone) throws SQLException, IOException {
        TestingModel model = new TestingModel(folder);
        model.file("a.csv", """
                        id,at
                        1,2025-11-02T05:30:00Z
                        2,2025-11-02T06:30:00Z
                        3,2025-10-26 02:30:00+02:00
                        4,2025-10-26 02:30:00+01:00
                        5,2015-11-08 00:30:00Z
                        6,2015-11-08 01:30:00.25 UTC
                        """).file("b.csv", """
                        id,at
                        7,2025-11-02 05:30 +0000
                        8,2025-11-02 06:30 +0000
                        """).file("caresql.yaml", """
                        model: m
                        timeZone: '%s'
                        sources: {a: {file: a.csv}, b: {file: b.csv, timestampFormat: yyyy-MM-dd HH:mm XX}}
                        tables:
                          tickets:
                            - {from: a, columns: {ticket_id: id, created_at: '"at"'}}
                            - {from: b, columns: {ticket_id: id, created_at: '"at"'}}
                        """.formatted(zone));
        List<String> instants = List.of(
                "2025-11-02T05:30:00Z",
                "2025-11-02T06:30:00Z",
                "2025-10-26T00:30:00Z",
                "2025-10-26T01:30:00Z",
                "2015-11-08T00:30:00Z",
                "2015-11-08T01:30:00.250Z",
                "2025-11-02T05:30:00Z",
                "2025-11-02T06:30:00Z");
        List<String> expected = new ArrayList<>();
        for (String instant : instants) {
            Instant at = Instant.parse(instant);
            expected.add(Timestamp.valueOf(LocalDateTime.ofInstant(at, ZoneOffset.UTC)) + "|"
                    + LocalDate.ofInstant(at, ZoneId.of(zone)));
        }
        assertThat(model.query("SELECT created_at, business_date FROM tickets ORDER BY ticket_id"))
                .containsExactlyElementsOf(expected);
    }
}
