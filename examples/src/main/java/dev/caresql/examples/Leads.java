package dev.caresql.examples;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** The table of leads; who is called soon is won more often. */
final class Leads {
    static final Table TABLE = Table.of(
            "leads",
            Table.text("lead_id"),
            Table.text("customer_id"),
            Table.time("created_at"),
            Table.text("source_code"),
            Table.text("campaign_id"),
            Table.text("owner_agent_id"),
            Table.time("first_touch_at"),
            Table.number("fit_score"),
            Table.number("engagement_score"),
            Table.text("current_stage_code"),
            Table.time("won_at"),
            Table.time("lost_at"),
            Table.text("lost_reason"));

    private static final List<String> SOURCES =
            List.of("WEB_FORM", "FACEBOOK", "ZALO", "REFERRAL", "MARKETPLACE", "EVENT");
    private static final String PAID_SOURCE = "FACEBOOK";
    private static final List<String> OPEN_STAGES = List.of("LEAD", "LEAD", "MQL", "MQL", "SQL", "OPPORTUNITY");
    private static final List<String> LOST_REASONS =
            List.of("Giá cao", "Chọn đối thủ", "Không có nhu cầu", "Không liên lạc được", "Hoãn ngân sách");
    private static final double WON_SHARE = 0.125;
    private static final double NEVER_TOUCHED_SHARE = 0.06;

    private final CsvFile file;
    private final CompanySettings settings;
    private final Customers customers;
    private final Campaigns campaigns;
    private final LeadTrail trail;
    private long leads;

    Leads(CsvFile file, LeadTrail trail, CompanySettings settings, Customers customers, Campaigns campaigns) {
        this.file = file;
        this.settings = settings;
        this.customers = customers;
        this.campaigns = campaigns;
        this.trail = trail;
    }

    void write(Agents agents) throws IOException {
        Period period = settings.period();
        Arrivals arrivals = new Arrivals(period);
        for (int day = 0; day < period.days(); day++) {
            LocalDate date = period.from().plusDays(day);
            Agents.Shift shift = agents.on(date);
            long count = arrivals.onDay(day, settings.volume().leads());
            for (long i = 0; i < count; i++) {
                leads++;
                Dice dice = Dice.of(settings.seed(), Dice.Purpose.LEADS, leads);
                long createdAt = Period.secondOf(date) + Arrivals.timeOfDay(dice);
                write(createdAt, shift.draw(Team.TELESALES, dice), dice);
            }
        }
    }

    private void write(long createdAt, Agent owner, Dice dice) throws IOException {
        boolean touched = !dice.chance(NEVER_TOUCHED_SHARE);
        long delay = dice.skewed(50 * Period.MINUTE, 1.4);
        int fit = dice.between(5, 100);
        Fate fate = fate(createdAt + delay, touched ? WON_SHARE * zeal(delay, fit, owner) : 0, dice);
        long wonCustomer = fate.wonAt() == CsvFile.BLANK ? Customers.NOBODY : customerWonAt(fate.wonAt());
        file.id("L", leads).id("C", wonCustomer).time(createdAt);
        String source = SOURCES.get(dice.below(SOURCES.size()));
        file.code(source)
                .code(source.equals(PAID_SOURCE) ? campaign(createdAt) : "")
                .code(owner.id());
        file.time(touched ? known(createdAt + delay) : CsvFile.BLANK);
        file.number(fit).number(Math.min(100, dice.below(60) + fit / 2));
        file.code(fate.stage()).time(fate.wonAt()).time(fate.lostAt());
        if (fate.lostAt() == CsvFile.BLANK) {
            file.blank();
        } else {
            file.text(LOST_REASONS.get(dice.below(LOST_REASONS.size())));
        }
        file.endRow();
        long touchedAt = touched ? known(createdAt + delay) : CsvFile.BLANK;
        trail.write(new LeadTrail.Course(leads, owner, createdAt, touchedAt, fate), campaign(createdAt));
    }

    private String campaign(long createdAt) {
        return campaigns.id(Campaigns.Kind.ADVERTISEMENT, createdAt);
    }

    /** 1 on average. */
    private static double zeal(long delay, int fit, Agent owner) {
        double speed = delay < 30 * Period.MINUTE ? 1.4 : delay < 4 * Period.HOUR ? 0.95 : 0.6;
        return speed * (0.5 + fit / 100.0) * (1 + 0.15 * owner.skill());
    }

    private Fate fate(long touchedAt, double winning, Dice dice) {
        if (dice.chance(winning)) {
            long wonAt = known(touchedAt + dice.skewed(18 * (double) Period.DAY, 0.75));
            return new Fate(wonAt == CsvFile.BLANK ? "OPPORTUNITY" : "CUSTOMER", wonAt, CsvFile.BLANK);
        }
        String stage = OPEN_STAGES.get(dice.below(OPEN_STAGES.size()));
        boolean lost = dice.chance(0.8);
        long lostAt = lost ? known(touchedAt + dice.skewed(30 * (double) Period.DAY, 0.9)) : CsvFile.BLANK;
        return new Fate(stage, CsvFile.BLANK, lostAt);
    }

    /** The newest customer of that day. */
    private long customerWonAt(long second) {
        long day = (second - settings.period().startSecond()) / Period.DAY;
        return customers.knownBefore(Math.toIntExact(day));
    }

    private long known(long second) {
        return second < settings.period().endSecond() ? second : CsvFile.BLANK;
    }

    /**
     * How a lead ends.
     *
     * @param stage the last stage of the funnel that it reached
     */
    record Fate(String stage, long wonAt, long lostAt) {}
}
