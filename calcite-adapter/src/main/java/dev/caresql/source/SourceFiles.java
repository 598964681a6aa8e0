package dev.caresql.source;

import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.SourceDefinition;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds the files of a source. */
public final class SourceFiles {
    /** Deep enough for year/month/day folders, and no walk through a whole disk. */
    private static final int MAX_DEPTH = 8;

    private SourceFiles() {}

    /** The files of the source, by name, each with its fingerprint; what is missing is noted as a problem. */
    public static List<SourceFile> resolve(SourceDefinition source, Problems problems) {
        Map<Path, SourceFile> files = new LinkedHashMap<>();
        for (Located pattern : source.files()) {
            List<Path> found = matches(source, pattern, problems);
            if (found.isEmpty()) {
                problems.add(
                        pattern,
                        "source " + source.name(),
                        "no file matches '" + pattern.text() + "' in " + source.folder());
            }
            for (Path path : found) {
                files.putIfAbsent(path, new SourceFile(path, name(source, path), Fingerprint.of(path)));
            }
        }
        return List.copyOf(files.values());
    }

    private static String name(SourceDefinition source, Path path) {
        Path folder = source.folder().toAbsolutePath().normalize();
        return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
    }

    private static List<Path> matches(SourceDefinition source, Located pattern, Problems problems) {
        Path folder = source.folder().toAbsolutePath().normalize();
        try {
            // A file of exactly this name wins, so that names with glob characters in them work as they are.
            Path literal = folder.resolve(pattern.text()).normalize();
            if (Files.isRegularFile(literal)) {
                return List.of(literal);
            }
        } catch (InvalidPathException e) {
            // Not a name on this system, so it can only be a glob; the matcher below judges it.
            return glob(folder, pattern, problems);
        }
        return glob(folder, pattern, problems);
    }

    private static List<Path> glob(Path folder, Located pattern, Problems problems) {
        String glob = pattern.text();
        int fixed = fixedPrefix(glob);
        Path start = folder.resolve(glob.substring(0, fixed)).normalize();
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob.substring(fixed));
            int depth = glob.contains("**")
                    ? MAX_DEPTH
                    : 1
                            + (int) glob.substring(fixed)
                                    .chars()
                                    .filter(c -> c == '/')
                                    .count();
            try (Stream<Path> walk = Files.walk(start, depth, FileVisitOption.FOLLOW_LINKS)) {
                List<Path> found = new ArrayList<>(walk.filter(Files::isRegularFile)
                        .filter(path -> matcher.matches(start.relativize(path)))
                        .map(Path::normalize)
                        .toList());
                found.sort(null);
                return found;
            }
        } catch (PatternSyntaxException e) {
            problems.add(pattern, "", "'" + glob + "' is not a valid glob: " + e.getDescription());
            return List.of();
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.MISSING_FILE, "Cannot list the files of " + start, e);
        }
    }

    /** The length of the folders before the first glob character. */
    private static int fixedPrefix(String glob) {
        int end = glob.length();
        for (char c : new char[] {'*', '?', '[', '{'}) {
            int at = glob.indexOf(c);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return glob.lastIndexOf('/', Math.max(0, end - 1)) + 1;
    }
}
