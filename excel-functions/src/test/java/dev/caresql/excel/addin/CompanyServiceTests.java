package dev.caresql.excel.addin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caresql.excel.addin.service.StandInService;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in service over the example company; at the end, all that was exchanged is held against the contract. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class CompanyServiceTests {
    static final Path CONTRACT = Path.of("addin", "openapi.yaml").toAbsolutePath();
    static final String TOKEN = "tök3n";
    static final String ORIGIN = "https://kpi.example.com";
    static final ObjectMapper JSON = new ObjectMapper();
    static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final List<Map<String, @Nullable Object>> EXCHANGES = new ArrayList<>();

    @TempDir
    static Path folder;

    static Connection connection;
    static StandInService service;

    @BeforeAll
    static void open() throws SQLException, IOException {
        // One snapshot for all such tests.
        Path snapshots = Files.createDirectories(Path.of("target", "addin-snapshots"));
        connection = DriverManager.getConnection("jdbc:caresql:"
                + Path.of("..", "examples", "company").toAbsolutePath().normalize() + ";snapshotFolder="
                + snapshots.toAbsolutePath());
        service = new StandInService(connection, Optional.of(TOKEN), Set.of(ORIGIN));
        EXCHANGES.clear();
    }

    @AfterAll
    static void close() throws SQLException {
        service.close();
        connection.close();
    }

    /** Last: all that was said keeps to the contract, which is itself a valid OpenAPI file. */
    @Test
    @Order(Integer.MAX_VALUE)
    void everyExchangeKeepsToTheContract() throws IOException {
        NodeScripts scripts = NodeScripts.required();
        Path exchanges = folder.resolve("exchanges.json");
        JSON.writeValue(exchanges.toFile(), EXCHANGES);

        String said = scripts.run(folder, "contract.cjs", CONTRACT.toString(), exchanges.toString());

        assertThat(said.strip()).startsWith("OpenAPI 3.1.0 valid, ").endsWith(", " + EXCHANGES.size() + " exchanges");
        assertThat(EXCHANGES).isNotEmpty();
    }

    static double number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }

    static JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    static HttpResponse<String> get(String path) throws Exception {
        return send(request(path).build(), null);
    }

    static HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return send(request, body);
    }

    /** A request with the token. */
    static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(at(path)).header("Authorization", "Basic " + base64("user:" + TOKEN));
    }

    static HttpResponse<String> send(HttpRequest request) throws Exception {
        return send(request, null);
    }

    /** Notes what is to be held against the contract. */
    static void exchanged(Map<String, @Nullable Object> exchange) {
        EXCHANGES.add(exchange);
    }

    private static HttpResponse<String> send(HttpRequest request, @Nullable String body) throws Exception {
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString(UTF_8));
        if (!request.method().equals("OPTIONS")) {
            Map<String, @Nullable Object> exchange = new LinkedHashMap<>();
            exchange.put("method", request.method());
            exchange.put("path", request.uri().getPath());
            if (response.statusCode() == 200) {
                exchange.put("query", query(request.uri()));
            }
            if (body != null) {
                exchange.put("request", body);
            }
            exchange.put("status", response.statusCode());
            exchange.put(
                    "contentType", response.headers().firstValue("Content-Type").orElse(""));
            Map<String, String> headers = new LinkedHashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
            exchange.put("headers", headers);
            exchange.put("body", response.body());
            exchanged(exchange);
        }
        return response;
    }

    /** The parameters of an address, each with its values. */
    private static List<Object> query(URI uri) {
        Map<String, Object> all = new LinkedHashMap<>();
        String query = uri.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            List<String> values = new ArrayList<>();
            if (all.get(parts[0]) instanceof List<?> before) {
                before.forEach(value -> values.add(String.valueOf(value)));
            }
            values.add(URLDecoder.decode(parts[1], UTF_8));
            all.put(parts[0], values);
        }
        List<Object> entries = new ArrayList<>();
        all.forEach((name, values) -> entries.add(List.of(name, values)));
        return entries;
    }

    static URI at(String path) {
        return URI.create(service.address() + path);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
