package dev.caresql.lint;

import dev.caresql.config.Problems;
import java.sql.SQLException;

/** One thing that is likely wrong although it works. */
interface Lint {
    /** Notes every case with its place, what is suspected, and what to do. */
    void look(LintContext context, Problems found) throws SQLException;
}
