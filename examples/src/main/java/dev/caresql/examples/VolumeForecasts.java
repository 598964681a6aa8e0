package dev.caresql.examples;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** The table of forecasts: how many inbound contacts were planned for each channel and week, and how many came. */
final class VolumeForecasts {
    static final Table TABLE = Table.of(
            "volume_forecasts",
            Table.text("forecast_id"),
            Table.time("interval_starts_at"),
            Table.text("channel_code"),
            Table.number("forecast_count"),
            Table.number("actual_count"));

    private static final int INTERVAL = 7;
    private static final double INBOUND_SHARE = 0.86;

    private final CsvFile file;
    private final CompanySettings settings;
    private final Dice dice;
    private final Map<Channel, Long> came = new EnumMap<>(Channel.class);
    private int start;
    private double planned;
    private long forecasts;

    VolumeForecasts(CsvFile file, CompanySettings settings) {
        this.file = file;
        this.settings = settings;
        dice = Dice.of(settings.seed(), Dice.Purpose.FORECASTS, 0);
    }

    /** A day begins; the first of an interval closes the one before. */
    void begin(int day) throws IOException {
        if (day > 0 && day % INTERVAL == 0) {
            finish();
            start = day;
        }
        // The plan knows the week but not the season, so Tết and the sales days surprise it.
        double season = BusinessCalendar.season(settings.period().from().plusDays(day));
        planned += (0.4 + 0.6 * season)
                * settings.volume().interactions()
                / settings.period().days();
    }

    void count(Contact contact) {
        if (contact.request().direction() == Direction.INBOUND) {
            came.merge(contact.request().channel(), 1L, Long::sum);
        }
    }

    void finish() throws IOException {
        for (Channel channel : Channel.values()) {
            forecasts++;
            double expected = planned * INBOUND_SHARE * channel.share() / 100 * (1 + 0.06 * dice.bell());
            file.id("F", forecasts).time(settings.period().startSecond() + start * Period.DAY);
            file.code(channel)
                    .number(Math.round(expected))
                    .number(came.getOrDefault(channel, 0L))
                    .endRow();
        }
        came.clear();
        planned = 0;
    }
}
