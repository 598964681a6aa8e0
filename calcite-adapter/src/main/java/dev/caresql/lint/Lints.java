package dev.caresql.lint;

import dev.caresql.config.Problem;
import dev.caresql.config.Problems;
import dev.caresql.plan.CareDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** All that is looked for. */
public final class Lints {
    private final List<Lint> all;

    /** Creates the lints; the clock tells which dates cannot have happened yet. */
    public Lints(Clock clock) {
        this.all = List.of(
                new UnprovedShare(),
                new AveragedAverages(),
                new UnsetParameter(),
                new WrongExamples(),
                new DoubledKeys(),
                new MixedScales(),
                new FutureDates(clock),
                new DateOrder(),
                new SwappedDays(),
                new TextDigits(),
                new TargetRows(),
                new TargetWeights(),
                new TargetUnits(),
                new UntoldPauses());
    }

    /** The warnings about a database, by file and line; each says what is suspected and what to do. */
    public List<Problem> look(CareDatabase database) throws SQLException {
        LintContext context = new LintContext(database);
        Problems found = new Problems();
        for (Lint lint : all) {
            lint.look(context, found);
        }
        return found.list();
    }
}
