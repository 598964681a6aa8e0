package dev.caresql.excel.addin.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a caller sent, read strictly. */
final class Request {
    private static final int LONGEST_ADDRESS = 16_384;
    private static final int LONGEST_BODY = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final HttpExchange exchange;
    private final Map<String, List<String>> parameters;

    private Request(HttpExchange exchange, Map<String, List<String>> parameters) {
        this.exchange = exchange;
        this.parameters = parameters;
    }

    static Request of(HttpExchange exchange) throws Refusal {
        if (exchange.getRequestURI().toString().length() > LONGEST_ADDRESS) {
            throw new Refusal(414, "", "The address is longer than " + LONGEST_ADDRESS + " bytes; POST the same");
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return new Request(exchange, parameters);
    }

    private static String decoded(String text) throws Refusal {
        try {
            return composed(URLDecoder.decode(text, UTF_8));
        } catch (IllegalArgumentException e) {
            throw Refusal.value("The address has a % that is no escape");
        }
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** Refuses parameters that the operation does not know: a slip of the pen, or a secret. */
    void allow(Set<String> names) throws Refusal {
        for (String name : parameters.keySet()) {
            if (!names.contains(name)) {
                throw Refusal.value("There is no parameter '" + name + "' here; there are " + String.join(", ", names)
                        + "; secrets belong in the header Authorization");
            }
        }
    }

    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    Optional<String> one(String name) throws Refusal {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw Refusal.value("The parameter '" + name + "' is given " + values.size() + " times");
        }
        return values.stream().findFirst();
    }

    boolean wantsCsv() throws Refusal {
        Optional<String> format = one("format");
        if (format.isPresent()) {
            if (!Set.of("csv", "json").contains(format.get())) {
                throw new Refusal(406, "", "There is no format '" + format.get() + "'; there are json and csv");
            }
            return format.get().equals("csv");
        }
        return header("Accept").filter(accept -> accept.contains("text/csv")).isPresent();
    }

    JsonNode body() throws IOException, Refusal {
        if (!header("Content-Type").orElse("").split(";")[0].strip().equalsIgnoreCase("application/json")) {
            throw new Refusal(415, "", "Send the body as application/json");
        }
        byte[] bytes = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (bytes.length > LONGEST_BODY) {
            throw new Refusal(413, "54000", "The body is longer than " + LONGEST_BODY + " bytes; send less at once");
        }
        try {
            return requireNonNull(JSON.readTree(composed(new String(bytes, UTF_8))));
        } catch (JsonProcessingException e) {
            throw Refusal.value("The body is no JSON: " + e.getOriginalMessage());
        }
    }
}
