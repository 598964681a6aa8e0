/** The SQL dialect that CareSQL speaks: parser settings, types and operators. */
@NullMarked
package dev.caresql.sql;

import org.jspecify.annotations.NullMarked;
