/** A small service that keeps to {@code addin/openapi.yaml}, over the JDBC driver; it stands in for the real one in tests. */
@NullMarked
package dev.caresql.excel.addin.service;

import org.jspecify.annotations.NullMarked;
