package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;

/** Carries a SQLException through a method of Avatica that cannot throw one. */
final class EngineFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineFailure(SQLException cause) {
        super(requireNonNull(cause, "cause is null"));
    }
}
