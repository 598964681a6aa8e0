package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.engine.Engine;
import dev.caresql.engine.ProgressListener;
import dev.caresql.model.ModelLoader;
import dev.caresql.model.ModelSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot always is the files as they are now: made once, shared, never half. */
class SnapshotTest {
    private static final String SCORES = "SELECT response_id, score FROM survey_responses ORDER BY 1";
    private static final int KILL_ROWS = 300_000;
    private static final int KILLS = 6;

    @TempDir
    private Path folder;

    private TestingModel model;

    @BeforeEach
    void createModel() throws IOException {
        model = new TestingModel(folder)
                .file("a1.csv", "id,score,note\n1,9,x\n")
                .surveys("file: 'a*.csv'");
    }

    @Test
    void isMadeOnceForTheSameFilesAndMapping() throws Exception {
        model.query(SCORES);
        Path snapshot = snapshots().get(0);
        FileTime made = Files.getLastModifiedTime(snapshot);
        model.file("a1.csv", "id,score,note\n1,9,x\n");
        model.query(SCORES);
        assertThat(snapshots()).containsExactly(snapshot);
        assertThat(Files.getLastModifiedTime(snapshot)).isEqualTo(made);
    }

    @Test
    void noticesChangedAddedAndRemovedFiles() throws Exception {
        assertThat(model.query(SCORES)).containsExactly("1|9");
        FileTime time = Files.getLastModifiedTime(folder.resolve("a1.csv"));
        model.file("a1.csv", "id,score,note\n1,8,x\n");
        Files.setLastModifiedTime(folder.resolve("a1.csv"), time);
        assertThat(model.query(SCORES)).containsExactly("1|8");
        model.file("a2.csv", "id,score,note\n2,7,x\n");
        assertThat(model.query(SCORES)).containsExactly("1|8", "2|7");
        Files.delete(folder.resolve("a1.csv"));
        assertThat(model.query(SCORES)).containsExactly("2|7");
        assertThat(snapshots()).hasSize(1);
    }

    @Test
    void noticesAChangedMapping() throws Exception {
        model.query(SCORES);
        model.surveys("file: 'a*.csv', nulls: ['9']");
        assertThat(model.query(SCORES)).containsExactly("1|null");
    }

    @Test
    void inUseIsNotRemoved() throws Exception {
        try (DuckDbEngine old = model.open()) {
            model.file("a1.csv", "id,score,note\n1,8,x\n");
            assertThat(model.query(SCORES)).containsExactly("1|8");
            assertThat(snapshots()).hasSize(2).contains(old.snapshot());
            assertThat(TestingModel.query(old, SCORES)).containsExactly("1|9");
        }
        model.file("a1.csv", "id,score,note\n1,7,x\n");
        assertThat(model.query(SCORES)).containsExactly("1|7");
        assertThat(snapshots()).hasSize(1);
    }

    @Test
    void isSharedByEnginesOfOneProcess() throws Exception {
        try (DuckDbEngine first = model.open();
                DuckDbEngine second = model.open()) {
            assertThat(TestingModel.query(first, SCORES)).isEqualTo(TestingModel.query(second, SCORES));
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void liesInTheFolderOfTheSettings() throws Exception {
        Path other = folder.resolve("elsewhere");
        SnapshotSettings settings = new SnapshotSettings(Optional.of(other), Optional.of("500MB"), OptionalInt.of(1));
        try (DuckDbEngine engine = DuckDbEngine.open(model.load(), settings, ProgressListener.NONE)) {
            assertThat(engine.snapshot()).hasParent(other);
        }
        assertThat(folder.resolve(".caresql")).doesNotExist();
    }

    @Test
    void tellsItsProgress() throws Exception {
        List<String> heard = new ArrayList<>();
        try (Engine engine = DuckDbEngine.open(
                model.load(),
                SnapshotSettings.DEFAULT,
                (table, fraction, rows) -> heard.add(table + " " + fraction + " " + rows))) {
            assertThat(engine.tables()).extracting("name").contains("survey_responses", "data_quality");
        }
        assertThat(heard).startsWith("survey_responses 0.0 0").endsWith("survey_responses 1.0 1");
    }

    @Test
    void knowsTheLatestInstantThatHasHappened() throws Exception {
        model.file("a1.csv", "id,made,due,done\n1,2024-01-01 00:00:00,2030-01-01 00:00:00,2024-02-01 10:00:00\n")
                .file("caresql.yaml", """
                        model: m
                        sources: {s: {file: a1.csv}}
                        tables:
                          tickets: {from: s, columns: {ticket_id: id, created_at: made, resolution_due_at: due, resolved_at: done}}
                        """);
        try (DuckDbEngine engine = model.open()) {
            assertThat(engine.asOfDefault()).contains(Instant.parse("2024-02-01T10:00:00Z"));
        }
    }

    @Test
    void isMadeByOneOfTwoProcessesThatStartTogether() throws Exception {
        model.file("a1.csv", rows(KILL_ROWS));
        Path first = folder.resolve("first.txt");
        Path second = folder.resolve("second.txt");
        List<Process> processes = List.of(start(first), start(second));
        for (Process process : processes) {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        List<String> outputs = List.of(Files.readString(first), Files.readString(second));
        assertThat(outputs).allMatch(output -> output.contains("rows " + KILL_ROWS));
        assertThat(outputs.stream().filter(output -> output.contains("imported")))
                .hasSize(1);
        assertThat(snapshots()).hasSize(1);
    }

    @Test
    void isWholeAfterKillsAtRandomMoments() throws Exception {
        model.file("a1.csv", rows(KILL_ROWS));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < KILLS; i++) {
            Process process = start(folder.resolve("killed.txt"));
            process.waitFor(500 + random.nextInt(1500), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
        }
        assertThat(model.query("SELECT count(*), sum(score) FROM survey_responses"))
                .as("seed %d", seed)
                .containsExactly(KILL_ROWS + "|" + 9L * KILL_ROWS);
        assertThat(snapshots()).hasSize(1);
        assertThat(leftovers()).filteredOn(name -> name.startsWith("import-")).isEmpty();
    }

    /** Opens the model in a process of its own and tells the number of rows and whether it imported. */
    public static void main(String[] arguments) throws Exception {
        boolean[] imported = {false};
        try (DuckDbEngine engine = DuckDbEngine.open(
                ModelLoader.load(Path.of(arguments[0]), ModelSettings.DEFAULT),
                SnapshotSettings.DEFAULT,
                (table, fraction, rows) -> imported[0] = true)) {
            String count = TestingModel.query(engine, "SELECT count(*) FROM survey_responses")
                    .get(0);
            Files.writeString(Path.of(arguments[1]), (imported[0] ? "imported " : "found ") + "rows " + count);
        }
    }

    private Process start(Path report) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SnapshotTest.class.getName(),
                        folder.toString(),
                        report.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static String rows(int count) {
        StringBuilder text = new StringBuilder("id,score,note\n");
        for (int i = 0; i < count; i++) {
            text.append(i)
                    .append(",9,")
                    .append(String.format(Locale.ROOT, "note %d", i))
                    .append('\n');
        }
        return text.toString();
    }

    private List<Path> snapshots() throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve(".caresql"))) {
            return entries.filter(path -> path.toString().endsWith(".duckdb")).toList();
        }
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve(".caresql"))) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> !name.endsWith(".duckdb") && !name.endsWith(".lock"))
                    .toList();
        }
    }
}
