package dev.caresql.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A published data set: where its files lie, how it is mapped, what is asked of it and what is not. */
enum DataSet {
    ANONYMOUS_BANK("anonymous_bank", "anonymous_bank_feb1999"),
    BANK_MARKETING("bank_marketing", "bank_additional_full"),
    CDNOW("cdnow", "cdnow"),
    CFPB_COMPLAINTS("cfpb_complaints", "cfpb_complaints"),
    KIOSK_SERVQUAL("kiosk_servqual", "kiosk_servqual"),
    NYC311("nyc311", "nyc311"),
    SERVICENOW_INCIDENTS("servicenow_incidents", "servicenow_incidents"),
    SFO_SURVEY("sfo_survey", "sfo_survey"),
    TELCO_CHURN("telco_churn", "telco_churn");

    private static final String FOLDER_VARIABLE = "CARESQL_REAL_DATA";

    private final String folder;
    private final String key;

    DataSet(String folder, String key) {
        this.folder = folder;
        this.key = key;
    }

    /** The folder of all data sets, beside the project unless the environment names another. */
    static Path data() {
        return Optional.ofNullable(System.getenv(FOLDER_VARIABLE))
                .map(Path::of)
                .orElse(Path.of("..", "..", "shared", "data"))
                .toAbsolutePath()
                .normalize();
    }

    static boolean isPresent() {
        return Files.isDirectory(data().resolve("keys"));
    }

    String title() {
        return folder;
    }

    /** The file with the right answers. */
    Path key() {
        return data().resolve("keys").resolve(key + ".csv");
    }

    /** The folder of the data set's own files. */
    Path files() {
        return data().resolve(folder);
    }

    /** The folder of the model. */
    Path model() {
        try {
            return Path.of(resource("caresql.yaml").toURI()).resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The questions, each a statement whose columns are slice, slice_value and KPIs of the key. */
    List<String> questions() {
        return Arrays.stream(read("questions.sql").split(";\\s*\\n"))
                .filter(question -> !question.isBlank())
                .toList();
    }

    /** The rows of the key that nobody asks for. */
    List<NotAnswered> notAnswered() {
        return read("not_answered.csv")
                .lines()
                .skip(1)
                .map(line -> line.split(",", 3))
                .map(fields -> new NotAnswered(fields[0], fields[1], fields[2]))
                .toList();
    }

    private String read(String name) {
        try (var in = resource(name).openStream()) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private URL resource(String name) {
        URL url = DataSet.class.getResource("/acceptance/" + folder + "/" + name);
        if (url == null) {
            throw new IllegalStateException("There is no " + name + " for " + folder);
        }
        return url;
    }

    /**
     * Rows of a key that are left out on purpose.
     *
     * @param kpi the KPI; an asterisk stands for anything
     * @param slice the slice; an asterisk stands for anything
     * @param reason why
     */
    record NotAnswered(String kpi, String slice, String reason) {
        boolean covers(KeyRow row) {
            return matches(kpi, row.kpi()) && matches(slice, row.slice());
        }

        private static boolean matches(String pattern, String text) {
            return text.matches(
                    Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(joining(".*")));
        }
    }
}
