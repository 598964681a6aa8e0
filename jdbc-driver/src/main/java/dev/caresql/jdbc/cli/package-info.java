/** The command line. */
@NullMarked
package dev.caresql.jdbc.cli;

import org.jspecify.annotations.NullMarked;
