/** Where SQL runs: connection, dialect, quirks and limits of each engine. */
@NullMarked
package dev.caresql.engine;

import org.jspecify.annotations.NullMarked;
