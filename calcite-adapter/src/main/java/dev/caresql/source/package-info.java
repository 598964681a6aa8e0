/** Files and databases that feed the care model. */
@NullMarked
package dev.caresql.source;

import org.jspecify.annotations.NullMarked;
