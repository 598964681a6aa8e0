/** Where SQL runs: the contract of an engine. */
@NullMarked
package dev.caresql.engine;

import org.jspecify.annotations.NullMarked;
