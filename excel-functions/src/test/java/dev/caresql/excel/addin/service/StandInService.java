package dev.caresql.excel.addin.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.caresql.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The contract of {@code addin/openapi.yaml} over one connection, on a free port of this machine: who may ask, where from, and
 * what HTTP says. {@link Operations} knows the answers.
 */
public final class StandInService implements AutoCloseable {
    private static final Map<String, List<String>> METHODS = Map.of(
            "/kpis", List.of("GET"),
            "/kpi/", List.of("GET"),
            "/batch", List.of("POST"),
            "/query", List.of("GET", "POST"));

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Operations operations;
    private final Optional<String> token;
    private final Set<String> origins;

    /**
     * Starts the service.
     *
     * @param token what callers must send; without one nobody is answered
     * @param origins whose pages may ask
     */
    public StandInService(Connection connection, Optional<String> token, Set<String> origins)
            throws IOException, SQLException {
        this.operations = new Operations(connection);
        this.token = requireNonNull(token, "token is null");
        this.origins = Set.copyOf(origins);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The statements of the KPIs that were asked for so far. */
    public List<String> statements() {
        return operations.statements();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                Request request = Request.of(exchange);
                answer = request.method().equals("OPTIONS") ? preflight(request) : answer(request);
            } catch (Refusal e) {
                answer = Answer.problem(e);
            } catch (SQLException e) {
                answer = Answer.problem(refusal(e));
            }
            send(exchange, answer);
        }
    }

    private Answer answer(Request request) throws Refusal, SQLException, IOException {
        if (!isAllowed(request.header("Authorization"))) {
            return Answer.problem(new Refusal(401, "28000", "Send a valid token in the header Authorization"))
                    .with(Map.of(
                            "WWW-Authenticate",
                            "Basic realm=\"CareSQL\", charset=\"UTF-8\", Bearer realm=\"CareSQL\""));
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        List<String> methods = METHODS.get(request.path().startsWith("/kpi/") ? "/kpi/" : request.path());
        if (methods == null) {
            throw new Refusal(404, "", "There is nothing at " + request.path() + "; see the contract");
        }
        if (!methods.contains(method)) {
            return Answer.problem(new Refusal(405, "", method + " is not possible here"))
                    .with(Map.of("Allow", String.join(", ", methods) + ", HEAD, OPTIONS"));
        }
        if (method.equals("POST")) {
            return operations.post(request).with(Map.of("Cache-Control", "no-store"));
        }
        Answer answer = operations.get(request);
        String etag = "\"" + digest(answer.contentType(), answer.body()) + "\"";
        Map<String, String> caching =
                Map.of("ETag", etag, "Cache-Control", "private, no-cache", "Vary", "Accept, Authorization, Origin");
        boolean known = request.header("If-None-Match").filter(etag::equals).isPresent();
        return (known ? Answer.empty(304) : answer).with(caching);
    }

    private boolean isAllowed(Optional<String> authorization) {
        if (token.isEmpty() || authorization.isEmpty()) {
            return false;
        }
        String[] parts = authorization.get().split(" ", 2);
        String given = parts.length < 2 ? "" : parts[1];
        if (parts[0].equalsIgnoreCase("Basic")) {
            try {
                given = new String(Base64.getDecoder().decode(given), UTF_8).replaceFirst("^[^:]*:", "");
            } catch (IllegalArgumentException e) {
                return false;
            }
        } else if (!parts[0].equalsIgnoreCase("Bearer")) {
            return false;
        }
        return MessageDigest.isEqual(given.getBytes(UTF_8), token.get().getBytes(UTF_8));
    }

    private Answer preflight(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Allow", "GET, POST, HEAD, OPTIONS");
        if (request.header("Origin").filter(origins::contains).isPresent()) {
            headers.put("Access-Control-Allow-Methods", "GET, POST");
            headers.put("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match");
            headers.put("Access-Control-Max-Age", "600");
        }
        return Answer.empty(204).with(headers);
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        answer.headers().forEach(headers::set);
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin != null && origins.contains(origin)) {
            headers.set("Access-Control-Allow-Origin", origin);
            headers.set("Access-Control-Expose-Headers", "ETag, Retry-After");
        }
        headers.set("X-Content-Type-Options", "nosniff");
        if (!answer.contentType().isEmpty()) {
            headers.set("Content-Type", answer.contentType());
        }
        byte[] body = answer.body().getBytes(UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            headers.set("Content-Length", String.valueOf(body.length));
        }
        boolean bare = head || body.length == 0;
        exchange.sendResponseHeaders(answer.status(), bare ? -1 : body.length);
        if (!bare) {
            exchange.getResponseBody().write(body);
        }
    }

    /** What the user can mend is told as it is; of a failure of the service only that there was one. */
    static Refusal refusal(SQLException failure) {
        String state = failure.getSQLState() == null ? "XX000" : failure.getSQLState();
        ErrorCode.Category category = Arrays.stream(ErrorCode.values())
                .filter(code -> code.sqlState().equals(state))
                .map(ErrorCode::category)
                .findFirst()
                .orElse(state.startsWith("22") ? ErrorCode.Category.USER : ErrorCode.Category.INTERNAL);
        if (state.equals(ErrorCode.READ_ONLY.sqlState())) {
            return new Refusal(403, state, requireNonNull(failure.getMessage()));
        }
        return category == ErrorCode.Category.USER
                ? new Refusal(400, state, requireNonNull(failure.getMessage()))
                : new Refusal(500, state, "The service failed; ask who runs it");
    }

    private static String digest(String type, String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(type.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(body.getBytes(UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
