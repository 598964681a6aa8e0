/** The care model: canonical tables, columns and keys, and the user's mapping onto them. */
@NullMarked
package dev.caresql.model;

import org.jspecify.annotations.NullMarked;
