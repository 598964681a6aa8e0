package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way between a zone and UTC gives what DuckDB's time zones give, on both sides of the zone's last change. */
class TimeZonesTest {
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
}
