/** The command line. */
@NullMarked
package dev.caresql.excel.cli;

import org.jspecify.annotations.NullMarked;
