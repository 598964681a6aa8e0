package dev.caresql.model;

import dev.caresql.config.ConfigFile;
import dev.caresql.config.ConfigMap;
import dev.caresql.config.Located;
import dev.caresql.config.Problems;
import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import dev.caresql.sql.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The dimensions that facts share, read from the resource {@code dimensions.yaml}. */
public final class Dimensions {
    private static final String RESOURCE = "dimensions.yaml";
    private static final Pattern DOT = Pattern.compile("\\.");

    private Dimensions() {}

    /** Reads the resource, keeping its order; a mistake in it is a defect of CareSQL. */
    public static List<Dimension> load() {
        Problems problems = new Problems();
        List<Dimension> dimensions = new ArrayList<>();
        ConfigFile.parseMap(RESOURCE, ConfigFile.resource(Dimensions.class, RESOURCE), problems)
                .flatMap(root -> root.map("dimensions"))
                .ifPresent(all -> all.keys()
                        .forEach(name -> all.map(name).ifPresent(map -> dimensions.add(dimension(name, map)))));
        problems.throwIfAny(ErrorCode.INTERNAL);
        return dimensions;
    }

    private static Dimension dimension(String name, ConfigMap map) {
        String type = map.requiredText("type").map(Located::text).orElse("");
        Optional<ColumnType> known = ColumnType.ofName(type);
        if (known.isEmpty()) {
            throw new CareSqlException(ErrorCode.INTERNAL, RESOURCE + ": dimension " + name + " has no type " + type);
        }
        return new Dimension(
                name,
                known.get(),
                map.requiredText("description").map(Located::text).orElse(""),
                map.text("sql").map(Located::text),
                map.texts("paths").stream()
                        .map(path -> List.of(DOT.split(path.text())))
                        .toList());
    }
}
