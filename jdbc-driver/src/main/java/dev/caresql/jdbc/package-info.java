/** The JDBC driver: URLs, connections, statements, results and metadata on the Avatica framework. */
@NullMarked
package dev.caresql.jdbc;

import org.jspecify.annotations.NullMarked;
