package dev.caresql.jdbc.cli;

import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.error.ErrorCode;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.model.ModelLoader;
import dev.caresql.model.ModelSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The KPIs that a command works on: the product's, and those that a model adds. */
public final class Catalogs {
    private Catalogs() {}

    /**
     * Reads the catalogs without the model's data; every mistake in them is reported at once.
     *
     * @param model a caresql.yaml or its folder; null for the product's KPIs alone
     */
    public static KpiCatalog load(@Nullable Path model) {
        List<Path> files = model == null
                ? List.of()
                : ModelLoader.load(model, ModelSettings.DEFAULT).catalogs();
        Problems problems = new Problems();
        KpiCatalog catalog = KpiCatalogLoader.load(files, problems);
        problems.throwIfAny(ErrorCode.CATALOG);
        return catalog;
    }

    /** The same, with the formulas of the KPIs that the model adds compiled; mistakes in those are reported too. */
    public static FormulaCompiler compile(@Nullable Path model) {
        KpiCatalog catalog = load(model);
        FormulaCompiler compiler = new FormulaCompiler(catalog);
        Problems problems = new Problems();
        compiler.check(catalog.usersKpis(), problems);
        problems.throwIfAny(ErrorCode.CATALOG);
        return compiler;
    }
}
