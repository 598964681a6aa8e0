package dev.caresql.config;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a YAML file into nodes that know their line. */
public final class ConfigFile {
    private ConfigFile() {}

    /** Returns the file's text; throws {@link ErrorCode#MISSING_FILE} when it cannot be read as UTF-8. */
    public static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE, path + " is not UTF-8 text; save it as UTF-8 and try again", e);
        } catch (IOException e) {
            throw new CareSqlException(
                    ErrorCode.MISSING_FILE, "Cannot read " + path + "; does it exist and may you read it?", e);
        }
    }

    /** Returns the text of a resource beside a class; a missing one is a defect of CareSQL. */
    public static String resource(Class<?> beside, String name) {
        try (InputStream stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new CareSqlException(ErrorCode.INTERNAL, "The resource " + name + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.INTERNAL, "Cannot read the resource " + name, e);
        }
    }

    /** Parses a document whose root is a mapping; on any other content notes the problem and returns empty. */
    public static Optional<ConfigMap> parseMap(String file, String text, Problems problems) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                return Optional.of(ConfigMap.of(new Located(file, file, line(mapping)), mapping, "", problems));
            }
            problems.add(file, root == null ? 0 : line(root), "", "expected keys and values, such as 'name: value'");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(file, line, "", "not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(file, 0, "", "not valid YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
