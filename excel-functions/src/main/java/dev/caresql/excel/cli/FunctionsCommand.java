package dev.caresql.excel.cli;

import dev.caresql.excel.formula.ExcelFormulas;
import dev.caresql.excel.formula.ExcelKpi;
import dev.caresql.excel.functions.FunctionWorkbook;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.jdbc.cli.Catalogs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code caresql-excel functions}: the KPIs as functions of a workbook. */
@Command(
        name = "functions",
        description = "Writes every KPI as a function that works in a cell, with a sheet that documents them.",
        mixinStandardHelpOptions = true)
final class FunctionsCommand implements Callable<Integer> {
    @Option(names = "--model", description = "A caresql.yaml or its folder, for the KPIs that it adds.")
    private @Nullable Path model;

    @Option(
            names = "--out",
            required = true,
            description = "The workbook to write, such as kpi-functions.xlsx, or a template, kpi-functions.xltx.")
    private Path out;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        FormulaCompiler compiler = Catalogs.compile(model);
        ExcelFormulas formulas = new ExcelFormulas(compiler);
        new FunctionWorkbook(compiler.catalog(), formulas).write(out);
        PrintWriter answer = spec.commandLine().getOut();
        answer.println(out + ": " + formulas.kpis().size() + " functions");
        List<ExcelKpi> renamed = formulas.kpis().stream()
                .filter(kpi -> !kpi.name().equals(kpi.kpi().name().text()))
                .toList();
        if (!renamed.isEmpty()) {
            answer.println("Under another name, because Excel has a function or cell of the KPI's own");
            renamed.forEach(kpi -> answer.println("  " + kpi.kpi().name().text() + ": " + kpi.name()));
        }
        if (!formulas.reasons().isEmpty()) {
            answer.println("Only in SQL, because a worksheet lacks");
            formulas.reasons().forEach((name, reason) -> answer.println("  " + name + ": " + reason));
        }
        return 0;
    }
}
