package dev.caresql.plan;

import static java.util.Objects.requireNonNull;

import dev.caresql.config.Located;
import dev.caresql.engine.EngineTable;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.model.CanonicalColumn;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import dev.caresql.model.CareModel;
import dev.caresql.model.TableFeed;
import dev.caresql.model.TableMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/** The tables and columns of the care model as rows: those that a model maps, and those that it could. */
final class ModelSheet {
    private final Optional<CareModel> model;
    private final Map<String, EngineTable> tables = new LinkedHashMap<>();
    private final Map<String, CanonicalTable> canonical = CanonicalTables.load().all();

    ModelSheet(Optional<CareModel> model, List<EngineTable> tables) {
        this.model = requireNonNull(model, "model is null");
        tables.forEach(table -> this.tables.put(table.name(), table));
    }

    List<List<@Nullable Object>> tables() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (CanonicalTable table : canonical.values()) {
            rows.add(KpiSheet.row(
                    table.name(),
                    table.description(),
                    tables.containsKey(table.name()),
                    String.join(", ", table.key()),
                    table.timeColumn().orElse(null),
                    sources(table.name())));
        }
        return rows;
    }

    List<List<@Nullable Object>> columns() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (CanonicalTable table : canonical.values()) {
            Optional<EngineTable> mapped = Optional.ofNullable(tables.get(table.name()));
            List<String> names = new ArrayList<>();
            mapped.ifPresent(known -> names.addAll(known.rowType().getFieldNames()));
            table.columns().keySet().stream()
                    .filter(name -> !names.contains(name))
                    .forEach(names::add);
            int position = 0;
            for (String name : names) {
                position++;
                rows.add(column(table, name, position, mapped));
            }
        }
        return rows;
    }

    private List<@Nullable Object> column(
            CanonicalTable table, String name, int position, Optional<EngineTable> mapped) {
        Optional<CanonicalColumn> known = table.column(name);
        Optional<RelDataTypeField> field = mapped.map(engine -> engine.rowType().getField(name, true, false));
        String type = known.map(column -> column.type().name())
                .or(() -> field.map(found -> found.getType().getSqlTypeName().getName()))
                .orElse("");
        String origin =
                field.isEmpty() ? "UNMAPPED" : known.isEmpty() ? "OWN" : isDerived(table, name) ? "DERIVED" : "MAPPED";
        return KpiSheet.row(
                table.name(),
                name,
                position,
                type,
                known.map(CanonicalColumn::description).orElse(null),
                origin,
                expressions(table.name(), name),
                table.key().contains(name),
                table.references().get(name));
    }

    /** Whether CareSQL computes a column: always, or here because no feed fills it. */
    private boolean isDerived(CanonicalTable table, String column) {
        return table.derived().containsKey(column)
                || !feeds(table.name()).isEmpty() && expressions(table.name(), column) == null;
    }

    /** What a model writes for a column, once for every feed that writes it differently. */
    private @Nullable String expressions(String table, String column) {
        String all = feeds(table).stream()
                .map(feed -> feed.columns().getOrDefault(column, feed.extra().get(column)))
                .filter(Objects::nonNull)
                .map(Located::text)
                .distinct()
                .collect(Collectors.joining(" | "));
        return all.isEmpty() ? null : all;
    }

    private @Nullable String sources(String table) {
        String all =
                feeds(table).stream().map(feed -> feed.from().text()).distinct().collect(Collectors.joining(" | "));
        return all.isEmpty() ? null : all;
    }

    private List<TableFeed> feeds(String table) {
        return model.stream()
                .flatMap(known -> known.tables().stream())
                .filter(mapping -> mapping.table().name().equals(table))
                .map(TableMapping::feeds)
                .flatMap(List::stream)
                .toList();
    }

    /** The one snapshot that a database reads. */
    static List<List<@Nullable Object>> snapshots(Optional<CareModel> model, Optional<Path> file, Instant asOf) {
        if (model.isEmpty() || file.isEmpty()) {
            return List.of();
        }
        try {
            return List.of(KpiSheet.row(
                    String.valueOf(file.get().getFileName()),
                    Files.size(file.get()),
                    Files.getLastModifiedTime(file.get()).toString(),
                    model.get().name(),
                    String.valueOf(model.get().file().getFileName()),
                    model.get().timeZone().getId(),
                    asOf.toString()));
        } catch (IOException e) {
            throw new CareSqlException(ErrorCode.ENGINE, "Cannot look at the snapshot " + file.get(), e);
        }
    }
}
