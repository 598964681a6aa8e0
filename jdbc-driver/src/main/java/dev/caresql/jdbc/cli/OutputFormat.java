package dev.caresql.jdbc.cli;

/** How a result is written. */
enum OutputFormat {
    TABLE,
    CSV,
    JSON
}
