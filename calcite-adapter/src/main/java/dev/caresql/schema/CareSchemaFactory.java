package dev.caresql.schema;

import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.engine.ProgressListener;
import dev.caresql.engine.duckdb.DuckDbEngine;
import dev.caresql.engine.duckdb.SnapshotSettings;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.DidYouMean;
import dev.caresql.error.ErrorCode;
import dev.caresql.formula.FormulaCompiler;
import dev.caresql.model.CareModel;
import dev.caresql.model.ModelLoader;
import dev.caresql.model.ModelSettings;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.model.ModelHandler;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaFactory;
import org.apache.calcite.schema.SchemaPlus;

/**
 * Lets a stock {@code jdbc:calcite:model=...} connection read a CareSQL model: its tables, and the KPIs in the
 * explicit form. Calcite itself executes the statement there; the driver {@code jdbc:caresql:} pushes all of it down.
 *
 * <p>Operands: {@code caresql}, the path of a caresql.yaml or of a folder that holds one, relative to the folder of
 * Calcite's model file.
 */
public final class CareSchemaFactory implements SchemaFactory {
    private static final String MODEL = "caresql";
    private static final String BASE_DIRECTORY = ModelHandler.ExtraOperand.BASE_DIRECTORY.camelName;

    /** For Calcite, which creates it by name. */
    public CareSchemaFactory() {}

    @Override
    public Schema create(SchemaPlus parentSchema, String name, Map<String, Object> operand) {
        operand.keySet().stream()
                .filter(key -> !key.equals(MODEL)
                        && !key.equals(BASE_DIRECTORY)
                        && !key.equals(ModelHandler.ExtraOperand.MODEL_URI.camelName)
                        && !key.equals(ModelHandler.ExtraOperand.TABLES.camelName))
                .findFirst()
                .ifPresent(key -> {
                    throw new CareSqlException(
                            ErrorCode.BAD_URL,
                            "Schema " + name + ": unknown operand '" + key + "'"
                                    + DidYouMean.hint(key, List.of(MODEL)));
                });
        if (!(operand.get(MODEL) instanceof String model)) {
            throw new CareSqlException(
                    ErrorCode.BAD_URL,
                    "Schema " + name + ": the operand '" + MODEL + "' must be the path of a caresql.yaml");
        }
        Path base = operand.get(BASE_DIRECTORY) instanceof File folder ? folder.toPath() : Path.of("");
        return open(base.resolve(model));
    }

    private static CareSchema open(Path path) {
        CareModel model = ModelLoader.load(path, ModelSettings.DEFAULT);
        Problems problems = new Problems();
        KpiCatalog catalog = KpiCatalogLoader.load(model.catalogs(), problems);
        FormulaCompiler compiler = new FormulaCompiler(catalog);
        compiler.check(catalog.kpis(), problems);
        problems.throwIfAny(ErrorCode.CATALOG);
        DuckDbEngine engine = DuckDbEngine.open(model, SnapshotSettings.DEFAULT, ProgressListener.NONE);
        Optional<Instant> asOf = model.asOf().or(engine::asOfDefault);
        return new CareSchema(engine, compiler, asOf.orElse(Instant.EPOCH));
    }
}
