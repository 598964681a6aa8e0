package dev.caresql.excel.addin.service;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a caller did wrong, as the contract's Problem. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String sqlState;

    Refusal(int status, String sqlState, String detail) {
        super(requireNonNull(detail, "detail is null"));
        this.status = status;
        this.sqlState = requireNonNull(sqlState, "sqlState is null");
    }

    /** A value that is wrong. */
    static Refusal value(String detail) {
        return new Refusal(400, "22018", detail);
    }

    int status() {
        return status;
    }

    Map<String, Object> problem() {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", title(status));
        problem.put("status", status);
        problem.put("detail", getMessage());
        if (!sqlState.isEmpty()) {
            problem.put("sqlState", sqlState);
        }
        return problem;
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            default -> "Internal Server Error";
        };
    }
}
