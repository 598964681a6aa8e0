package dev.caresql.jdbc.cli;

import dev.caresql.catalog.Kpi;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import dev.caresql.plan.CareDatabase;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code caresql explain MODEL KPI}: one value, what it is made of, and which rows it leaves out for what reason. */
@Command(
        name = "explain",
        description = "Explains one KPI: definition, value, components, rows left out and why, SQL sent.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private ModelOptions model;

    @Parameters(index = "1", paramLabel = "KPI", description = "The name of a KPI, such as NPS.")
    private String name;

    @Option(names = "--where", description = "A condition on the KPI's table, such as \"team_id = 'T1'\".")
    private @Nullable String where;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        PrintWriter out = spec.commandLine().getOut();
        try (CareDatabase database = model.open()) {
            Kpi kpi = database.catalog()
                    .find(name)
                    .orElseThrow(() -> new CareSqlException(
                            ErrorCode.UNKNOWN_FUNCTION,
                            "There is no KPI " + name
                                    + DidYouMean.hint(name, database.catalog().names())));
            KpiDefinition.print(kpi, database.formulas(), out);
            KpiQuestions questions = KpiQuestions.of(kpi, database, where);
            String figures = questions.figures();
            out.println();
            print(database, figures, questions.figureLabels(), out);
            out.println();
            print(database, questions.rows(), questions.rowLabels(), out);
            out.println();
            out.println("asked");
            out.println(figures);
            out.println();
            out.println("sent");
            out.println(database.plan(figures, database.asOf()).sql().text());
        }
        return 0;
    }

    /** The only row of a question, a line for each figure. */
    private static void print(CareDatabase database, String sql, List<String> labels, PrintWriter out)
            throws SQLException {
        TextTable table = new TextTable(out, List.of("figure", "value"), new boolean[] {false, true}, labels.size());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        database.plan(sql, database.asOf()).sql().text())) {
            result.next();
            for (int i = 0; i < labels.size(); i++) {
                String value = result.getString(i + 1);
                table.add(List.of(labels.get(i), value == null ? "NULL" : value));
            }
        }
        table.finish();
    }
}
