/** The one exception type of CareSQL and the codes that every throw names. */
@NullMarked
package dev.caresql.error;

import org.jspecify.annotations.NullMarked;
