package dev.caresql.examples;

import java.io.IOException;
import java.util.List;

/** The small fixed tables: departments, teams and contact reasons. */
final class Organisation {
    static final Table DEPARTMENTS = Table.of(
            "departments",
            Table.text("department_id"),
            Table.text("department_name"),
            Table.text("department_name_vi"),
            Table.text("department_kind"));
    static final Table TEAMS = Table.of(
            "teams",
            Table.text("team_id"),
            Table.text("team_name"),
            Table.text("department_id"),
            Table.text("manager_agent_id"));
    static final Table CHANNELS = Table.of(
            "channels", Table.text("channel_code"), Table.text("channel_name_vi"), Table.flag("is_synchronous"));
    static final Table QUEUES = Table.of(
            "queues",
            Table.text("queue_id"),
            Table.text("queue_name"),
            Table.text("channel_code"),
            Table.number("sl_threshold_s"),
            Table.number("short_abandon_s"),
            Table.number("sl_target_pct"));
    static final Table PRODUCTS = Table.of(
            "products",
            Table.text("product_id"),
            Table.text("product_name"),
            Table.text("category"),
            Table.day("launched_on"),
            Table.flag("is_new_product"));
    static final Table REASONS = Table.of(
            "contact_reasons",
            Table.text("reason_code"),
            Table.text("reason_name"),
            Table.text("reason_name_vi"),
            Table.flag("is_complaint"),
            Table.flag("is_eligible_fcr"));

    private Organisation() {}

    static void write(CompanyFiles files, Period period) throws IOException {
        writeDepartments(files.whole(DEPARTMENTS));
        writeTeams(files.whole(TEAMS));
        writeReasons(files.whole(REASONS));
        writeChannels(files.whole(CHANNELS));
        writeQueues(files.whole(QUEUES));
        writeProducts(files.whole(PRODUCTS), period);
    }

    private static void writeDepartments(CsvFile file) throws IOException {
        for (Department department : Department.values()) {
            file.code(department.id()).text(department.nameEn()).text(department.nameVi());
            file.code(department).endRow();
        }
    }

    private static void writeTeams(CsvFile file) throws IOException {
        for (Team team : Team.values()) {
            file.code(team.id()).text(team.nameVi());
            // The first agents found the teams, one each in the order of the teams.
            file.code(team.department().id())
                    .id("A", List.of(Team.values()).indexOf(team) + 1)
                    .endRow();
        }
    }

    private static void writeReasons(CsvFile file) throws IOException {
        for (Reason reason : Reason.values()) {
            file.code(reason).text(reason.nameEn()).text(reason.nameVi());
            file.flag(reason.complaint());
            file.flag(reason.direction() == Direction.INBOUND).endRow();
        }
    }

    private static void writeChannels(CsvFile file) throws IOException {
        for (Channel channel : Channel.values()) {
            file.code(channel)
                    .text(channel.nameVi())
                    .flag(channel.synchronous())
                    .endRow();
        }
    }

    private static void writeQueues(CsvFile file) throws IOException {
        for (Queue queue : Queue.values()) {
            Queue.Promise promise = queue.promise();
            file.code(queue.id()).text(queue.nameVi()).code(queue.channel());
            file.number(promise.thresholdSeconds()).number(promise.shortAbandonSeconds());
            file.number(promise.targetPercent()).endRow();
        }
    }

    private static void writeProducts(CsvFile file, Period period) throws IOException {
        for (Product product : Product.values()) {
            file.code(product.id()).text(product.nameVi()).text(product.category());
            file.day(Period.secondOf(product.launchedOn()));
            file.flag(!product.launchedOn().isBefore(period.from())).endRow();
        }
    }
}
