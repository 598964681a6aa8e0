package dev.caresql.jdbc;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a connection can be told, in the URL as {@code ;name=value} or in the Properties. */
public enum CareProperty {
    AS_OF(
            "asOf",
            "",
            "What AS_OF() means: a UTC instant such as 2026-01-31T00:00:00Z; else what the model or its data say") {
        @Override
        Optional<String> complaint(String value) {
            try {
                parseInstant(value);
                return Optional.empty();
            } catch (DateTimeException e) {
                return Optional.of("a UTC instant such as 2026-01-31T00:00:00Z");
            }
        }
    },
    FOLDER("folder", "", "Folder in which the model's relative data files are looked for; else the model's own"),
    SNAPSHOT_FOLDER("snapshotFolder", "", "Folder of the imported snapshots; else one beside the model"),
    MEMORY_LIMIT("memoryLimit", "", "Memory that the engine may use, such as 2GB; else the engine's default") {
        @Override
        Optional<String> complaint(String value) {
            return value.matches("[1-9][0-9]*(\\.[0-9]+)? ?(KB|MB|GB|TB|KiB|MiB|GiB|TiB)")
                    ? Optional.empty()
                    : Optional.of("a size such as 512MB or 2GB");
        }
    },
    THREADS("threads", "", "Threads that the engine may use; else one per processor") {
        @Override
        Optional<String> complaint(String value) {
            return value.matches("[1-9][0-9]{0,3}") ? Optional.empty() : Optional.of("a number from 1 to 9999");
        }
    },
    FAN_OUT(
            "fanOut",
            "correct",
            "What becomes of a KPI whose rows a join repeats: 'correct' counts each row once, 'error' refuses") {
        @Override
        Optional<String> complaint(String value) {
            return value.matches("(?i)correct|error") ? Optional.empty() : Optional.of("'correct' or 'error'");
        }
    },
    USER("user", "", "Accepted because tools always send it; an embedded connection has no users"),
    PASSWORD("password", "", "Accepted because tools always send it; an embedded connection has no users");

    private final String key;
    private final String defaultValue;
    private final String description;

    CareProperty(String key, String defaultValue, String description) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** The name as a user writes it; any case is accepted. */
    public String key() {
        return key;
    }

    public String defaultValue() {
        return defaultValue;
    }

    /** One English sentence for property pages. */
    public String description() {
        return description;
    }

    /** What the value should have been; empty when it is fine. */
    Optional<String> complaint(String value) {
        return Optional.empty();
    }

    /** The property of that name; throws {@link ErrorCode#BAD_URL} with a suggestion. */
    static CareProperty named(String name) {
        for (CareProperty property : values()) {
            if (property.key.equalsIgnoreCase(name)) {
                return property;
            }
        }
        List<String> keys = keys();
        throw new CareSqlException(
                ErrorCode.BAD_URL,
                "There is no connection property '" + name + "'" + DidYouMean.hint(name, keys) + " (known: "
                        + String.join(", ", keys) + ")");
    }

    private static List<String> keys() {
        return Arrays.stream(values()).map(CareProperty::key).sorted().toList();
    }

    /** Whether a name is that of a property, or so near to one that it must be a slip. */
    static boolean isMeant(String name) {
        return keys().stream().anyMatch(name::equalsIgnoreCase)
                || !DidYouMean.hint(name, keys()).isEmpty();
    }

    /** Throws {@link ErrorCode#BAD_URL} when the value is not fit for the property. */
    void check(String value) {
        complaint(value).ifPresent(expected -> {
            throw new CareSqlException(
                    ErrorCode.BAD_URL,
                    "The connection property '" + key + "' must be " + expected + ", not '" + value + "'");
        });
    }

    /** The instant of a text with or without Z, with or without a time of day, in UTC. */
    static Instant parseInstant(String text) {
        String value = text.trim().replace(' ', 'T');
        if (value.endsWith("Z")) {
            return Instant.parse(value);
        }
        return value.contains("T")
                ? LocalDateTime.parse(value).toInstant(ZoneOffset.UTC)
                : LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
