package dev.caresql.excel.addin.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations of the contract. */
final class Operations {
    private static final int MOST_QUESTIONS = 500;
    private static final int MOST_ROWS = 1_000_000;
    private static final int MOST_ROWS_OF_EXCEL = 1_048_576;
    private static final Set<String> QUESTION = Set.of("kpi", "period", "filter", "option");
    private static final Set<String> STATEMENT = Set.of("sql", "parameters", "limit");

    private final Connection connection;
    private final Sheet sheet;
    private final List<String> statements = Collections.synchronizedList(new ArrayList<>());

    Operations(Connection connection) throws SQLException {
        this.connection = connection;
        this.sheet = Sheet.read(connection);
    }

    List<String> statements() {
        return List.copyOf(statements);
    }

    Answer get(Request request) throws Refusal, SQLException {
        if (request.path().equals("/kpis")) {
            return kpis(request);
        }
        return request.path().equals("/query") ? query(request) : kpi(request);
    }

    Answer post(Request request) throws Refusal, SQLException, IOException {
        JsonNode body = request.body();
        return request.path().equals("/batch") ? batch(body) : statement(request, body);
    }

    private Answer kpis(Request request) throws Refusal {
        request.allow(Set.of("format"));
        List<String> names = List.of("name", "label_en", "label_vi", "unit", "better");
        List<List<String>> rows = new ArrayList<>();
        for (Sheet.KpiEntry kpi : new LinkedHashSet<>(sheet.kpis().values())) {
            List<String> row = new ArrayList<>(List.of(kpi.name()));
            row.addAll(kpi.texts());
            rows.add(row);
        }
        if (request.wantsCsv()) {
            return Answer.csv(Rows.csv(names, rows));
        }
        List<Map<String, String>> kpis = new ArrayList<>();
        for (List<String> row : rows) {
            Map<String, String> kpi = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                kpi.put(names.get(i), row.get(i));
            }
            kpis.add(kpi);
        }
        return Answer.json(Map.of("kpis", kpis));
    }

    private Answer kpi(Request request) throws Refusal, SQLException {
        request.allow(Set.of("period", "filter", "option", "format"));
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : request.all("option")) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw Refusal.value("'" + option + "' is no option; write one as name=value");
            }
            options.put(option.substring(0, equals), option.substring(equals + 1));
        }
        String name = request.path().substring("/kpi/".length());
        Map<String, @Nullable Object> value =
                value(KpiQuestion.of(sheet, name, request.one("period"), request.all("filter"), options));
        if (!request.wantsCsv()) {
            return Answer.json(value);
        }
        List<String> names = List.of("kpi", "from", "to", "value", "unit");
        List<@Nullable Object> row = new ArrayList<>();
        names.forEach(field -> row.add(value.get(field)));
        return Answer.csv(Rows.csv(names, List.of(row)));
    }

    private Map<String, @Nullable Object> value(KpiQuestion question) throws SQLException, Refusal {
        statements.add(question.sql());
        List<List<@Nullable Object>> rows;
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(question.sql())) {
                for (int i = 0; i < question.bound().size(); i++) {
                    statement.setString(i + 1, question.bound().get(i));
                }
                try (ResultSet answer = statement.executeQuery()) {
                    rows = Rows.read(answer, 1);
                }
            }
        }
        Object value = rows.get(0).get(0);
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("kpi", question.kpi().name());
        all.put("from", question.period().from().map(LocalDate::toString).orElse(null));
        all.put("to", question.period().to().map(LocalDate::toString).orElse(null));
        all.put("value", value);
        all.put("unit", question.kpi().unit());
        if (value == null) {
            all.put("reason", "No rows count for " + question.kpi().name() + " in this period and filter");
        }
        return all;
    }

    private Answer batch(JsonNode body) throws Refusal {
        fields(body, Set.of("requests"));
        JsonNode requests = body.path("requests");
        if (!requests.isArray() || requests.isEmpty() || requests.size() > MOST_QUESTIONS) {
            throw Refusal.value("A batch has 1 to " + MOST_QUESTIONS + " requests");
        }
        List<Object> results = new ArrayList<>();
        for (JsonNode one : requests) {
            try {
                results.add(value(question(one)));
            } catch (Refusal e) {
                results.add(e.problem());
            } catch (SQLException e) {
                results.add(StandInService.refusal(e).problem());
            }
        }
        return Answer.json(Map.of("results", results));
    }

    private KpiQuestion question(JsonNode one) throws Refusal {
        fields(one, QUESTION);
        List<String> filters = new ArrayList<>();
        for (JsonNode filter : one.path("filter")) {
            filters.add(text(filter, "filter"));
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> option : one.path("option").properties()) {
            options.put(option.getKey(), option.getValue().asText());
        }
        Optional<String> period =
                one.has("period") ? Optional.of(text(one.path("period"), "period")) : Optional.empty();
        return KpiQuestion.of(sheet, text(one.path("kpi"), "kpi"), period, filters, options);
    }

    private Answer query(Request request) throws Refusal, SQLException {
        request.allow(Set.of("sql", "limit", "describe", "format"));
        String sql = request.one("sql").orElseThrow(() -> Refusal.value("The parameter 'sql' is missing"));
        Optional<String> limit = request.one("limit");
        Optional<String> describe = request.one("describe");
        if (describe.isPresent() && !List.of("true", "false").contains(describe.get())) {
            throw Refusal.value("'describe' is true or false");
        }
        try {
            int most = limit.isPresent() ? limit(Integer.parseInt(limit.get())) : MOST_ROWS;
            return rows(request, sql, List.of(), describe.filter("true"::equals).isPresent() ? -1 : most);
        } catch (NumberFormatException e) {
            throw Refusal.value("'limit' is a whole number");
        }
    }

    private Answer statement(Request request, JsonNode body) throws Refusal, SQLException {
        request.allow(Set.of("format"));
        fields(body, STATEMENT);
        List<@Nullable Object> parameters = new ArrayList<>();
        for (JsonNode value : body.path("parameters")) {
            parameters.add(
                    value.isNull()
                            ? null
                            : value.isBoolean()
                                    ? (Object) value.booleanValue()
                                    : value.isNumber() ? (Object) value.doubleValue() : text(value, "parameters"));
        }
        int most = body.has("limit") ? limit(body.path("limit").asInt()) : MOST_ROWS;
        return rows(request, text(body.path("sql"), "sql"), parameters, most);
    }

    private Answer rows(Request request, String sql, List<? extends @Nullable Object> parameters, int limit)
            throws Refusal, SQLException {
        boolean csv = request.wantsCsv();
        List<Map<String, Object>> columns;
        List<List<@Nullable Object>> rows = List.of();
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                columns = Rows.columns(statement.getMetaData());
                if (limit >= 0) {
                    try (ResultSet answer = statement.executeQuery()) {
                        rows = Rows.read(answer, limit);
                    }
                }
            }
        }
        if (csv) {
            return Answer.csv(Rows.csv(
                    columns.stream()
                            .map(column -> String.valueOf(column.get("name")))
                            .toList(),
                    rows));
        }
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("columns", columns);
        table.put("rows", rows);
        return Answer.json(table);
    }

    private static int limit(int limit) throws Refusal {
        if (limit < 1 || limit > MOST_ROWS_OF_EXCEL) {
            throw Refusal.value("'limit' is from 1 to " + MOST_ROWS_OF_EXCEL);
        }
        return limit;
    }

    private static void fields(JsonNode object, Set<String> names) throws Refusal {
        if (!object.isObject()) {
            throw Refusal.value("An object with " + String.join(", ", names) + " is expected");
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!names.contains(field.getKey())) {
                throw Refusal.value(
                        "There is no field '" + field.getKey() + "' here; there are " + String.join(", ", names));
            }
        }
    }

    private static String text(JsonNode node, String name) throws Refusal {
        if (!node.isTextual()) {
            throw Refusal.value("'" + name + "' is a text");
        }
        return node.textValue();
    }
}
