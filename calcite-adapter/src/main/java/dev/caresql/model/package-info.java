/** The care model: the canonical tables, and what a user's caresql.yaml maps onto them. */
@NullMarked
package dev.caresql.model;

import org.jspecify.annotations.NullMarked;
