/** Files that feed the model: found, fingerprinted and made readable for an engine. */
@NullMarked
package dev.caresql.source;

import org.jspecify.annotations.NullMarked;
