/** Warnings about models, catalogs and data that are sound by themselves but give numbers that mislead. */
@NullMarked
package dev.caresql.lint;

import org.jspecify.annotations.NullMarked;
