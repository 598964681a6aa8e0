/** The Office add-in, the contract of its service, and a service that stands in for the real one. */
@NullMarked
package dev.caresql.excel.addin;

import org.jspecify.annotations.NullMarked;
