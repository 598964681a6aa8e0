package dev.caresql.examples;

import java.io.IOException;

/** The small fixed tables: departments, teams and contact reasons. */
final class Organisation {
    static final Table DEPARTMENTS = Table.of(
            "departments",
            Table.text("department_id"),
            Table.text("department_name"),
            Table.text("department_name_vi"),
            Table.text("department_kind"));
    static final Table TEAMS =
            Table.of("teams", Table.text("team_id"), Table.text("team_name"), Table.text("department_id"));
    static final Table REASONS = Table.of(
            "contact_reasons",
            Table.text("reason_code"),
            Table.text("reason_name"),
            Table.text("reason_name_vi"),
            Table.flag("is_complaint"));

    private Organisation() {}

    static void write(CompanyFiles files) throws IOException {
        writeDepartments(files.whole(DEPARTMENTS));
        writeTeams(files.whole(TEAMS));
        writeReasons(files.whole(REASONS));
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
            file.code(team.department().id()).endRow();
        }
    }

    private static void writeReasons(CsvFile file) throws IOException {
        for (Reason reason : Reason.values()) {
            file.code(reason).text(reason.nameEn()).text(reason.nameVi());
            file.flag(reason.complaint()).endRow();
        }
    }
}
