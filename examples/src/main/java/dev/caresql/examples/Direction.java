package dev.caresql.examples;

/** Who began the contact. */
enum Direction {
    INBOUND,
    OUTBOUND
}
