package dev.caresql.jdbc;

import java.util.Map;

/** Decides which database a new connection uses. */
@FunctionalInterface
interface DatabaseOpener {
    /** Opens what the properties of a connection ask for. */
    OpenDatabase open(Map<String, String> info);
}
