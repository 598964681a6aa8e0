package dev.caresql.formula;

import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Creates Projects without stacking them, because every further level would become a subquery in the engine's SQL. */
public final class Projects {
    /** How many nodes an expression may gain from being merged: past that, engines take longer to read than to run it. */
    private static final int BLOAT = 1_000;

    private Projects() {}

    /** Whether expressions would have to be spelt out so often that they had better stay on a level of their own. */
    public static boolean isBloated(List<RexNode> expressions, Project below) {
        return RelOptUtil.pushPastProjectUnlessBloat(expressions, below, BLOAT) == null;
    }

    /**
     * A Project over the input, merged with the Projects that the input begins with unless they hold windows or would be
     * spelt out many times.
     *
     * @param names of the fields; empty to derive them
     */
    public static RelNode over(RelNode input, List<RexNode> expressions, List<String> names) {
        RelNode below = input;
        List<RexNode> merged = expressions;
        while (below instanceof Project project
                && !project.containsOver()
                && project.getVariablesSet().isEmpty()
                && !isBloated(merged, project)) {
            merged = RelOptUtil.pushPastProject(merged, project);
            below = project.getInput();
        }
        @Nullable List<String> fieldNames = names.isEmpty() ? null : names;
        return LogicalProject.create(below, List.of(), merged, fieldNames, Set.of());
    }
}
