package dev.caresql.excel.addin.service;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back to a caller.
 *
 * @param headers beside the type and length of the body
 */
record Answer(int status, String contentType, String body, Map<String, String> headers) {
    private static final String JSON = "application/json";
    private static final String CSV = "text/csv; charset=utf-8; header=present";

    Answer {
        requireNonNull(contentType, "contentType is null");
        requireNonNull(body, "body is null");
        headers = new LinkedHashMap<>(headers);
    }

    static Answer json(Object value) {
        return new Answer(200, JSON, Rows.json(value), Map.of());
    }

    static Answer csv(String text) {
        return new Answer(200, CSV, text, Map.of());
    }

    static Answer problem(Refusal refusal) {
        return new Answer(
                refusal.status(),
                "application/problem+json",
                Rows.json(refusal.problem()),
                Map.of("Cache-Control", "no-store"));
    }

    static Answer empty(int status) {
        return new Answer(status, "", "", Map.of());
    }

    Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, contentType, body, all);
    }
}
