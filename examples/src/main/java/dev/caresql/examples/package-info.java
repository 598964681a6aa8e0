/** A believable customer-care company, made from a seed: the data that a newcomer, a test or a benchmark runs on. */
@NullMarked
package dev.caresql.examples;

import org.jspecify.annotations.NullMarked;
