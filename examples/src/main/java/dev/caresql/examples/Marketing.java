package dev.caresql.examples;

import java.io.IOException;
import java.time.LocalDate;

/** The tables of what marketing did and what the company cost: mails, spending, the costs of the departments. */
final class Marketing {
    static final Table EMAILS = Table.of(
            "email_stats",
            Table.text("campaign_id"),
            Table.day("sent_on"),
            Table.number("sent_count"),
            Table.number("delivered_count"),
            Table.number("bounce_count"),
            Table.number("unique_open_count"),
            Table.number("unique_click_count"),
            Table.number("unsubscribe_count"),
            Table.number("complaint_count"),
            Table.number("view_count"));
    static final Table SPEND = Table.of(
            "marketing_spend",
            Table.day("spend_date"),
            Table.text("campaign_id"),
            Table.text("channel_code"),
            Table.text("cost_type"),
            Table.number("amount"),
            Table.text("currency_code"));
    static final Table COSTS = Table.of(
            "operating_costs",
            Table.day("cost_date"),
            Table.text("department_id"),
            Table.text("cost_type"),
            Table.number("amount"),
            Table.text("currency_code"));

    private static final long MEDIA_FOR_CUSTOMER = 190_000;
    private static final long SALARY_FOR_CUSTOMER = 120_000;
    private static final long COST_OF_CONTACT = 26_000;

    private final CompanySettings settings;
    private final Period period;
    private final Customers customers;
    private final Campaigns campaigns;
    private final Arrivals arrivals;

    Marketing(CompanySettings settings, Customers customers, Campaigns campaigns) {
        this.settings = settings;
        this.customers = customers;
        this.campaigns = campaigns;
        period = settings.period();
        arrivals = new Arrivals(period);
    }

    void write(CompanyFiles files) throws IOException {
        CsvFile emails = files.facts(EMAILS);
        CsvFile spend = files.facts(SPEND);
        CsvFile costs = files.facts(COSTS);
        for (int month = 0; month < period.months(); month++) {
            Dice dice = Dice.of(settings.seed(), Dice.Purpose.MARKETING, month);
            LocalDate first = period.from().plusMonths(month);
            for (int week = 0; week < 4; week++) {
                writeMails(emails, month, first.plusDays(7L * week + 1), dice);
                writeMedia(spend, month, first.plusDays(7L * week), dice);
            }
            writeSpend(spend, month, first, dice);
            for (Department department : Department.values()) {
                writeCosts(costs, month, department, dice);
            }
        }
    }

    private void writeMails(CsvFile file, int month, LocalDate day, Dice dice) throws IOException {
        double mood = StrictMath.sqrt(BusinessCalendar.season(day));
        long sent = campaigns.listed(month) - dice.below(1 + campaigns.listed(month) / 20);
        long bounced = share(sent, 0.018, dice);
        long delivered = sent - bounced;
        long opened = share(delivered, 0.27 * mood, dice);
        long clicked = share(opened, 0.12 * mood, dice);
        file.code(campaigns.id(Campaigns.Kind.NEWSLETTER, month)).day(Period.secondOf(day));
        file.number(sent).number(delivered).number(bounced).number(opened).number(clicked);
        file.number(share(delivered, 0.004, dice)).number(share(delivered, 0.0006, dice));
        file.number(clicked + share(delivered, 0.35 * mood, dice)).endRow();
    }

    private static long share(long total, double rate, Dice dice) {
        return Math.min(total, Math.round(total * rate * (0.85 + 0.3 * dice.unit())));
    }

    private void writeMedia(CsvFile file, int month, LocalDate day, Dice dice) throws IOException {
        long budget = customers.joinedIn(period, month) * MEDIA_FOR_CUSTOMER / 4;
        double season = StrictMath.sqrt(BusinessCalendar.season(day));
        spend(file, day, new Cost(Campaigns.Kind.ADVERTISEMENT, "MEDIA", around(budget * season, dice)), month);
    }

    private void writeSpend(CsvFile file, int month, LocalDate first, Dice dice) throws IOException {
        long joined = customers.joinedIn(period, month);
        Campaigns.Kind mail = Campaigns.Kind.NEWSLETTER;
        spend(file, first, new Cost(mail, "SALARY", around(joined * (double) SALARY_FOR_CUSTOMER, dice)), month);
        spend(file, first, new Cost(mail, "TOOLS", around(joined * 15_000.0, dice)), month);
        Campaigns.Kind calls = Campaigns.Kind.TELESALES;
        spend(file, first, new Cost(calls, "COMMISSION", around(joined * 40_000.0, dice)), month);
        Campaigns.Kind ads = Campaigns.Kind.ADVERTISEMENT;
        spend(file, first, new Cost(ads, "AGENCY", around(joined * 30_000.0, dice)), month);
    }

    private void spend(CsvFile file, LocalDate day, Cost cost, int month) throws IOException {
        file.day(Period.secondOf(day))
                .code(campaigns.id(cost.kind(), month))
                .code(cost.kind().channel());
        file.code(cost.type()).number(cost.amount()).code("VND").endRow();
    }

    /** Salaries and rent follow the plan, the telephone follows the contacts. */
    private void writeCosts(CsvFile file, int month, Department department, Dice dice) throws IOException {
        LocalDate first = period.from().plusMonths(month);
        double usual = (double) settings.volume().interactions() / period.months();
        double contacts = arrivals.between(
                period, first, first.plusMonths(1), settings.volume().interactions());
        double share = department == Department.CARE ? 0.72 : 0.14;
        for (CostType type : CostType.values()) {
            double base = (type == CostType.TELEPHONY ? contacts : usual) * COST_OF_CONTACT * share * type.share;
            file.day(Period.secondOf(first)).code(department.id()).code(type);
            file.number(around(base, dice)).code("VND").endRow();
        }
    }

    /** About so much, in whole thousands. */
    private static long around(double amount, Dice dice) {
        return Math.round(amount * (0.95 + 0.1 * dice.unit()) / 1000) * 1000;
    }

    private record Cost(Campaigns.Kind kind, String type, long amount) {}

    private enum CostType {
        SALARY(0.68),
        TOOLS(0.08),
        TELEPHONY(0.09),
        RENT(0.12),
        OTHER(0.03);

        private final double share;

        CostType(double share) {
            this.share = share;
        }
    }
}
