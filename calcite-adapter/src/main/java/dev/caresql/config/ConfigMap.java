package dev.caresql.config;

import dev.caresql.error.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of a configuration file; what does not fit is noted in the {@link Problems} and read as absent. */
public final class ConfigMap {
    private final Located place;
    private final String subject;
    private final Problems problems;
    private final Map<String, Node> values;

    private ConfigMap(Located place, String subject, Problems problems, Map<String, Node> values) {
        this.place = place;
        this.subject = subject;
        this.problems = problems;
        this.values = values;
    }

    static ConfigMap of(Located place, MappingNode node, String subject, Problems problems) {
        ConfigMap map = new ConfigMap(place, subject, problems, new LinkedHashMap<>());
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                map.problem(tuple.getKeyNode(), "a key must be a plain word");
            } else if (map.values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                map.problem(key, "key '" + key.getValue() + "' stands twice; remove one");
            }
        }
        return map;
    }

    /** This mapping with another subject in its messages, such as "KPI NPS". */
    public ConfigMap about(String newSubject) {
        return new ConfigMap(place, newSubject, problems, values);
    }

    /** Where the mapping begins. */
    public Located place() {
        return place;
    }

    /** What the mapping is about in messages, such as "KPI NPS". */
    public String subject() {
        return subject;
    }

    /** Where the value of a key stands; the mapping's own place when the key is absent. */
    public Located placeOf(String key) {
        Node value = values.get(key);
        return value == null ? place : new Located(key, place.file(), ConfigFile.line(value));
    }

    /** Whether the value of a key is itself a mapping. */
    public boolean isMap(String key) {
        return values.get(key) instanceof MappingNode;
    }

    /** The keys in the order of the file. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Notes every key that is not among the known ones. */
    public void allowOnly(Collection<String> known) {
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                problem(value, "unknown key '" + key + "'" + DidYouMean.hint(key, known));
            }
        });
    }

    /** The text of a scalar; empty when the key is absent or null. */
    public Optional<Located> text(String key) {
        Node value = values.get(key);
        if (value == null || isNull(value)) {
            return Optional.empty();
        }
        if (value instanceof ScalarNode scalar) {
            return Optional.of(located(scalar));
        }
        problem(value, "'" + key + "' must be a single value");
        return Optional.empty();
    }

    /** The text of a scalar that must be there. */
    public Optional<Located> requiredText(String key) {
        if (!values.containsKey(key) || isNull(values.get(key))) {
            problems.add(place, subject, "'" + key + "' is missing");
            return Optional.empty();
        }
        return text(key);
    }

    /** A whole number within bounds; empty when absent. */
    public OptionalInt integer(String key, int least, int most) {
        Optional<Located> text = text(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        Optional<Integer> number = text.map(Located::text)
                .filter(digits -> digits.matches("-?[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(value -> value >= least && value <= most);
        if (number.isEmpty()) {
            problems.add(
                    text.get(),
                    subject,
                    "'" + key + "' must be a whole number from " + least + " to " + most + ", not '"
                            + text.get().text() + "'");
        }
        return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
    }

    /** A yes or no; the default when absent. */
    public boolean flag(String key, boolean absent) {
        Optional<Located> text = text(key);
        if (text.isEmpty()) {
            return absent;
        }
        String value = text.get().text();
        if ("true".equals(value) || "false".equals(value)) {
            return "true".equals(value);
        }
        problems.add(text.get(), subject, "'" + key + "' must be true or false, not '" + value + "'");
        return absent;
    }

    /** The constant of an enumeration, written in any case; the default when absent. */
    public <E extends Enum<E>> E choice(String key, E absent) {
        Optional<Located> text = text(key);
        if (text.isEmpty()) {
            return absent;
        }
        List<String> names = new ArrayList<>();
        for (E constant : absent.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text.get().text())) {
                return constant;
            }
            names.add(constant.name().toLowerCase(Locale.ROOT));
        }
        problems.add(
                text.get(),
                subject,
                "'" + key + "' must be one of " + String.join(", ", names) + ", not '"
                        + text.get().text() + "'");
        return absent;
    }

    /** A list of scalars; a single scalar counts as a list of one; empty when absent. */
    public List<Located> texts(String key) {
        Node value = values.get(key);
        if (value == null || isNull(value)) {
            return List.of();
        }
        if (value instanceof ScalarNode scalar) {
            return List.of(located(scalar));
        }
        List<Located> texts = new ArrayList<>();
        if (value instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar) {
                    texts.add(located(scalar));
                } else {
                    problem(item, "'" + key + "' must be a list of single values");
                }
            }
        } else {
            problem(value, "'" + key + "' must be a list");
        }
        return List.copyOf(texts);
    }

    /** A list of scalars in which a null is empty; a single one counts as a list of one; no cell when absent. */
    public List<Optional<Located>> cells(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        List<Node> items = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
        List<Optional<Located>> cells = new ArrayList<>();
        for (Node item : items) {
            if (isNull(item)) {
                cells.add(Optional.empty());
            } else if (item instanceof ScalarNode scalar) {
                cells.add(Optional.of(located(scalar)));
            } else {
                problem(item, "'" + key + "' must be a list of single values");
            }
        }
        return List.copyOf(cells);
    }

    /** Name to scalar, in the order of the file; empty when absent. */
    public Map<String, Located> textMap(String key) {
        Map<String, Located> texts = new LinkedHashMap<>();
        map(key).ifPresent(map -> {
            for (String name : map.keys()) {
                map.requiredText(name).ifPresent(text -> texts.put(name, text));
            }
        });
        return texts;
    }

    /** A nested mapping. */
    public Optional<ConfigMap> map(String key) {
        Node value = values.get(key);
        if (value == null || isNull(value)) {
            return Optional.empty();
        }
        if (value instanceof MappingNode mapping) {
            return Optional.of(nested(key, mapping));
        }
        problem(value, "'" + key + "' must hold keys and values");
        return Optional.empty();
    }

    /** A list of mappings; a single mapping counts as a list of one; empty when absent. */
    public List<ConfigMap> maps(String key) {
        Node value = values.get(key);
        if (value == null || isNull(value)) {
            return List.of();
        }
        List<Node> items = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
        List<ConfigMap> maps = new ArrayList<>();
        for (Node item : items) {
            if (item instanceof MappingNode mapping) {
                maps.add(nested(key, mapping));
            } else {
                problem(item, "'" + key + "' must hold keys and values");
            }
        }
        return List.copyOf(maps);
    }

    private ConfigMap nested(String key, MappingNode node) {
        return of(new Located(key, place.file(), ConfigFile.line(node)), node, subject, problems);
    }

    private Located located(ScalarNode scalar) {
        return new Located(scalar.getValue(), place.file(), ConfigFile.line(scalar));
    }

    private static boolean isNull(Node value) {
        return value.getTag().equals(Tag.NULL);
    }

    private void problem(Node where, String reason) {
        problems.add(place.file(), ConfigFile.line(where), subject, reason);
    }
}
