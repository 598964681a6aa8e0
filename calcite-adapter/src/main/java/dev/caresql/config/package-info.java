/** Reading of YAML files in which every value knows its file and line. */
@NullMarked
package dev.caresql.config;

import org.jspecify.annotations.NullMarked;
