/** Business hours: what a calendar says, and the intervals of time during which it is open. */
@NullMarked
package dev.caresql.model.calendar;

import org.jspecify.annotations.NullMarked;
