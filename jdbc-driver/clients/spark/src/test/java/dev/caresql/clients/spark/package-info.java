/** The JDBC reader of Spark. */
@NullMarked
package dev.caresql.clients.spark;

import org.jspecify.annotations.NullMarked;
