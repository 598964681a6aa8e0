package dev.caresql.jdbc.cli;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.ModelLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code caresql init FOLDER}: a first caresql.yaml, guessed from the headers of the folder's files. */
@Command(
        name = "init",
        description = "Writes a first caresql.yaml for a folder of CSV, Parquet and JSON files.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".parquet", ".json", ".jsonl", ".ndjson");

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The folder with the files.")
    private Path folder;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "There is no folder " + folder);
        }
        Path target = folder.resolve(ModelLoader.FILE_NAME);
        if (Files.exists(target)) {
            throw new CareSqlException(
                    ErrorCode.MODEL, target + " exists already; move it away to have a new one written");
        }
        FolderHeaders found = FolderHeaders.read(dataFiles());
        if (found.headers().isEmpty()) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE,
                    "There is no data file in " + folder + " (looked for " + String.join(", ", ENDINGS) + ")");
        }
        String yaml = new FirstMapping(found).yaml(folder);
        try {
            Files.writeString(target, yaml);
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MODEL, "Cannot write " + target, e);
        }
        found.messages().forEach(message -> spec.commandLine().getErr().println("Left out of the model: " + message));
        spec.commandLine().getOut().println(target);
        return 0;
    }

    private List<Path> dataFiles() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.stream()
                            .anyMatch(ending ->
                                    file.toString().toLowerCase(Locale.ROOT).endsWith(ending)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot read the folder " + folder, e);
        }
    }
}
