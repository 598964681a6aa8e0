/** The way of a statement from its text to the SQL of an engine. */
@NullMarked
package dev.caresql.plan;

import org.jspecify.annotations.NullMarked;
