package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A URL of the driver, taken apart: {@code jdbc:caresql:PATH;name=value;...}.
 *
 * @param model a model file or its folder, as written
 * @param properties what the URL and the Properties say; the URL wins
 */
record CareUrl(String model, Map<CareProperty, String> properties) {
    static final String PREFIX = "jdbc:caresql:";
    static final String MODEL_KEY = "model";

    CareUrl {
        requireNonNull(model, "model is null");
        properties = Collections.unmodifiableMap(new EnumMap<>(properties));
    }

    static boolean accepts(String url) {
        return url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /**
     * Throws {@link ErrorCode#BAD_URL} with what is wrong. What a tool puts among the Properties for its own use, such as
     * LibreOffice's Type, is left out; whatever the URL names must exist.
     */
    static CareUrl parse(String url, Properties info) {
        Map<CareProperty, String> properties = new EnumMap<>(CareProperty.class);
        for (String name : info.stringPropertyNames()) {
            if (CareProperty.isMeant(name)) {
                put(properties, name, info.getProperty(name));
            }
        }
        String[] parts = url.substring(PREFIX.length()).split(";", -1);
        String model = parts[0].trim();
        if (model.isEmpty()) {
            throw new CareSqlException(
                    ErrorCode.BAD_URL,
                    "The URL names no model; write " + PREFIX + "FOLDER or " + PREFIX + "FOLDER/caresql.yaml");
        }
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].trim();
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new CareSqlException(
                        ErrorCode.BAD_URL, "In the URL, '" + part + "' should be a connection property, as name=value");
            }
            put(
                    properties,
                    part.substring(0, equals).trim(),
                    part.substring(equals + 1).trim());
        }
        return new CareUrl(model, properties);
    }

    /** The value of a property; empty when it is not given or blank. */
    Optional<String> get(CareProperty property) {
        return Optional.ofNullable(properties.get(property));
    }

    /** All of it under the properties' names and {@link #MODEL_KEY}, as a connection carries it. */
    Properties toProperties() {
        Properties all = new Properties();
        all.setProperty(MODEL_KEY, model);
        properties.forEach((property, value) -> all.setProperty(property.key(), value));
        return all;
    }

    /** The opposite of {@link #toProperties()}. */
    static CareUrl of(Map<String, String> info) {
        Map<CareProperty, String> properties = new EnumMap<>(CareProperty.class);
        info.forEach((name, value) -> {
            if (!name.equals(MODEL_KEY)) {
                put(properties, name, value);
            }
        });
        return new CareUrl(requireNonNull(info.get(MODEL_KEY), "model is null"), properties);
    }

    private static void put(Map<CareProperty, String> properties, String name, String value) {
        CareProperty property = CareProperty.named(name);
        if (!value.isBlank()) {
            property.check(value);
            properties.put(property, value);
        }
    }
}
