package dev.caresql.examples;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** The campaigns: each month a newsletter, a round of telesales calls and an advertisement. */
final class Campaigns {
    static final Table TABLE = Table.of(
            "campaigns",
            Table.text("campaign_id"),
            Table.text("campaign_name"),
            Table.text("channel_code"),
            Table.day("starts_on"),
            Table.day("ends_on"),
            Table.number("budget_amount"),
            Table.number("list_count"));

    private static final long BUDGET_FOR_CUSTOMER = 60_000;

    private final Period period;
    private final Customers customers;

    Campaigns(Period period, Customers customers) {
        this.period = period;
        this.customers = customers;
    }

    /** The identifier of a campaign of the month in which a second lies, or none for a second outside the period. */
    String id(Kind kind, long second) {
        if (second < period.startSecond() || second >= period.endSecond()) {
            return "";
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, Period.DAY));
        return id(
                kind, Math.toIntExact(period.from().withDayOfMonth(1).until(day).toTotalMonths()));
    }

    String id(Kind kind, int month) {
        return "CP" + (month * Kind.values().length + List.of(Kind.values()).indexOf(kind) + 1);
    }

    /** How many customers the list of a month holds. */
    long listed(int month) {
        int day = Math.toIntExact(
                period.from().plusMonths(month).toEpochDay() - period.from().toEpochDay());
        return customers.knownBefore(day) * 3 / 5;
    }

    void write(CsvFile file) throws IOException {
        for (int month = 0; month < period.months(); month++) {
            LocalDate first = period.from().plusMonths(month);
            for (Kind kind : Kind.values()) {
                file.code(id(kind, month))
                        .text(kind.nameVi + " tháng " + first.getMonthValue() + '/' + first.getYear());
                file.code(kind.channel).day(Period.secondOf(first));
                file.day(Period.secondOf(first.plusMonths(1)) - 1);
                file.number(customers.joinedIn(period, month) * BUDGET_FOR_CUSTOMER * kind.budgetShare);
                file.number(kind == Kind.ADVERTISEMENT ? CsvFile.BLANK : listed(month))
                        .endRow();
            }
        }
    }

    /** What a campaign is. */
    enum Kind {
        NEWSLETTER("Bản tin khách hàng", Channel.EMAIL, 1),
        TELESALES("Telesales gia hạn", Channel.VOICE, 2),
        ADVERTISEMENT("Quảng cáo mạng xã hội", Channel.SOCIAL, 4);

        private final String nameVi;
        private final Channel channel;
        private final int budgetShare;

        Kind(String nameVi, Channel channel, int budgetShare) {
            this.nameVi = nameVi;
            this.channel = channel;
            this.budgetShare = budgetShare;
        }

        Channel channel() {
            return channel;
        }
    }
}
