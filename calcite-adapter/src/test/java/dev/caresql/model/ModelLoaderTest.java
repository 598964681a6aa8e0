package dev.caresql.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.ColumnType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a caresql.yaml is read, and what is said about each mistake in it. */
class ModelLoaderTest {
    private static final String ONE_TABLE =
            "model: m\nsources: {s: {file: a.csv}}\ntables: {agents: {from: s, columns: {agent_id: id}}}\n";
    private static final String COMPLETE = """
                model: sfo
                timeZone: America/Los_Angeles
                asOf: 2018-01-01T00:00:00
                kpis: [my-kpis.yaml]
                onBadRow: error
                repeatWindowDays: 30
                sources:
                  survey:
                    file: ["2017_*.csv", more.tsv]
                    encoding: CP949
                    delimiter: "\\t"
                    skipLines: 2
                    nulls: ["", "?"]
                    dateFormat: dd/MM/yyyy
                    timestampFormat: d/M/yyyy HH:mm
                    decimal: ","
                    timeZone: Asia/Ho_Chi_Minh
                    columns: {NETPRO: integer}
                tables:
                  survey_responses:
                    from: survey
                    where: NETPRO <> 11
                    columns: {response_id: RESPNUM, score: NETPRO}
                    extra: {terminal: TERM}
                """;

    private static final String MISTAKEN = """
                model: my model
                timezone: UTC
                timeZone: Asia/Ho_Chi_Min
                asOf: yesterday
                kpis: [missing.yaml]
                onBadRow: drop
                repeatWindowDays: 0
                sources:
                  a: {file: a.csv, delimitr: ";"}
                  b: {file: b.dat}
                  c: {file: c.csv, delimiter: "||", encoding: utf-88, decimal: ";"}
                  d: {file: d.csv, header: maybe, skipLines: -1}
                  e: {file: e.csv, dateFormat: "dd/bb", columns: {x: integr}}
                  f: {format: csv}
                  1g: {file: g.csv}
                tables:
                  survey_response: {from: a, columns: {response_id: x}}
                  tickets: {columns: {ticket_id: x}}
                  agents: {from: a, columns: {agent_id: x, agent_nam: y, zzzzzzzz: z}}
                  leads: {from: a, columns: {created_at: x}}
                  customers: {from: a, columns: {customer_id: x}, extra: {segment_code: y, "a b": z}}
                  interactions: {from: a, columns: {interaction_id: x, is_first_contact: y}, extra: {Business_Date: z}}
                """;

    private static final List<String> MISTAKES = List.of(
            "caresql.yaml:1: 'model' must be a word of letters, digits and '_', not 'my model'",
            "caresql.yaml:2: unknown key 'timezone'; did you mean 'timeZone'?",
            "caresql.yaml:3: there is no time zone 'Asia/Ho_Chi_Min'; did you mean 'Asia/Ho_Chi_Minh'?",
            "caresql.yaml:4: 'asOf' must be an instant in UTC such as 2018-01-01T00:00:00, not 'yesterday'",
            "caresql.yaml:5: there is no KPI file missing.yaml",
            "caresql.yaml:6: 'onBadRow' must be one of keep, error, not 'drop'",
            "caresql.yaml:7: 'repeatWindowDays' must be a whole number from 1 to 366, not '0'",
            "caresql.yaml:9: source a: unknown key 'delimitr'; did you mean 'delimiter'?",
            "caresql.yaml:10: source b: the extension of 'b.dat' tells no format; add 'format: csv',"
                    + " parquet, json or xlsx",
            "caresql.yaml:11: source c: 'delimiter' must be a single ASCII character, not '||'",
            "caresql.yaml:11: source c: there is no encoding 'utf-88'; did you mean 'UTF-8'?",
            "caresql.yaml:11: source c: 'decimal' must be '.' or ',', not ';'",
            "caresql.yaml:12: source d: 'header' must be true or false, not 'maybe'",
            "caresql.yaml:12: source d: 'skipLines' must be a whole number from 0 to 1000000, not '-1'",
            "caresql.yaml:13: source e: 'dateFormat' must be a pattern of date letters such as"
                    + " dd/MM/yyyy HH:mm, not 'dd/bb'",
            "caresql.yaml:13: source e: column 'x': there is no type 'integr'; did you mean 'integer'?;"
                    + " known are varchar, integer, bigint, double, decimal, boolean, date, time, timestamp",
            "caresql.yaml:14: source f: 'file' is missing",
            "caresql.yaml:15: source '1g' must be a word of letters, digits and '_'",
            "caresql.yaml:17: there is no canonical table 'survey_response'; did you mean" + " 'survey_responses'?",
            "caresql.yaml:18: table tickets: 'from' is missing",
            "caresql.yaml:19: table agents: there is no canonical column 'agent_nam'; did you mean" + " 'agent_name'?",
            "caresql.yaml:19: table agents: there is no canonical column 'zzzzzzzz'; put your own columns"
                    + " under 'extra'",
            "caresql.yaml:20: table leads: the key column 'lead_id' is not mapped",
            "caresql.yaml:21: table customers: 'segment_code' is a canonical column; map it under" + " 'columns'",
            "caresql.yaml:21: table customers: the extra column 'a b' must be a word of letters, digits" + " and '_'",
            "caresql.yaml:22: table interactions: column 'is_first_contact' is derived by CareSQL and"
                    + " cannot be mapped",
            "caresql.yaml:22: table interactions: 'Business_Date' is derived by CareSQL; take another name");

    @TempDir
    private Path folder;

    @Test
    void readsEveryKey() throws IOException {
        Files.writeString(folder.resolve("my-kpis.yaml"), "kpis: []\n");
        write(COMPLETE);
        CareModel model = ModelLoader.load(folder, ModelSettings.DEFAULT);
        assertThat(model.name()).isEqualTo("sfo");
        assertThat(model.timeZone()).isEqualTo(ZoneId.of("America/Los_Angeles"));
        assertThat(model.asOf()).contains(Instant.parse("2018-01-01T00:00:00Z"));
        assertThat(model.catalogs()).containsExactly(folder.resolve("my-kpis.yaml"));
        assertThat(model.onBadRow()).isEqualTo(BadRowPolicy.ERROR);
        assertThat(model.repeatWindow()).isEqualTo(new RepeatWindow(30, true, false));
        SourceDefinition source = requireNonNull(model.sources().get("survey"));
        assertThat(source.format()).isEqualTo(SourceFormat.CSV);
        assertThat(source.text().delimiter()).isEqualTo("\t");
        assertThat(source.text().charset().name()).isEqualTo("x-windows-949");
        assertThat(requireNonNull(source.columns().get("NETPRO")).type()).isEqualTo(ColumnType.INTEGER);
        assertThat(source.folder()).isEqualTo(folder);
        assertThat(requireNonNull(model.tables().get(0).feeds().get(0).extra().get("terminal"))
                        .text())
                .isEqualTo("TERM");
    }

    @Test
    void takesTheDataFromTheFolderOfTheSettings() throws IOException {
        write("model: m\nsources: {s: {file: a.csv}}\ntables: {agents: {from: s, columns: {agent_id: id}}}\n");
        Path data = folder.resolve("data");
        CareModel model = ModelLoader.load(folder, new ModelSettings(Optional.of(data)));
        assertThat(requireNonNull(model.sources().get("s")).folder()).isEqualTo(data);
    }

    @Test
    void namesEveryMistakeAtOnceWithItsLine() throws IOException {
        write(MISTAKEN);
        assertThat(mistakes()).containsExactlyElementsOf(MISTAKES);
    }

    @Test
    void theRepeatWindowHasThreeSettings() throws IOException {
        assertThat(window("repeatWindow: {days: 3, matchReason: false, matchChannel: true}"))
                .isEqualTo(new RepeatWindow(3, false, true));
        assertThat(window("repeatWindow: {matchChannel: true}")).isEqualTo(new RepeatWindow(7, true, true));
        assertThat(window("onBadRow: keep")).isEqualTo(RepeatWindow.DEFAULT);
        write(ONE_TABLE + "repeatWindow: {day: 3, matchChannel: maybe}\n");
        assertThat(mistakes())
                .containsExactly(
                        "caresql.yaml:4: unknown key 'day'; did you mean 'days'?",
                        "caresql.yaml:4: 'matchChannel' must be true or false, not 'maybe'");
        write(ONE_TABLE + "repeatWindowDays: 9\nrepeatWindow: {days: 3}\n");
        assertThat(mistakes())
                .containsExactly(
                        "caresql.yaml:4: 'repeatWindowDays' and 'repeatWindow' say the same; keep repeatWindow:"
                                + " {days: 9}");
    }

    private RepeatWindow window(String yaml) throws IOException {
        write(ONE_TABLE + yaml + "\n");
        return ModelLoader.load(folder, ModelSettings.DEFAULT).repeatWindow();
    }

    @Test
    void saysWhatIsMissingAltogether() throws IOException {
        write("model: m\n");
        assertThat(mistakes())
                .containsExactly("caresql.yaml: 'sources' is missing", "caresql.yaml: 'tables' is missing");
        Files.delete(folder.resolve("caresql.yaml"));
        assertThat(mistakes())
                .containsExactly("There is no model file " + folder.resolve("caresql.yaml")
                        + "; name a caresql.yaml or its folder");
    }

    private void write(String text) throws IOException {
        Files.write(folder.resolve("caresql.yaml"), text.getBytes(StandardCharsets.UTF_8));
    }

    private String[] mistakes() {
        CareSqlException e =
                catchThrowableOfType(CareSqlException.class, () -> ModelLoader.load(folder, ModelSettings.DEFAULT));
        assertThat(e.code()).isIn(ErrorCode.MODEL, ErrorCode.MISSING_FILE);
        return e.getMessage().split("\n");
    }
}
