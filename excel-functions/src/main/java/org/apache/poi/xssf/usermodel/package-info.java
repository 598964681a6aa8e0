/** What Apache POI keeps to its own package: the stored text of a defined name. */
@NullMarked
package org.apache.poi.xssf.usermodel;

import org.jspecify.annotations.NullMarked;
