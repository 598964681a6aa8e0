/** The clients of the driver, run against its finished jar. */
@NullMarked
package dev.caresql.clients;

import org.jspecify.annotations.NullMarked;
