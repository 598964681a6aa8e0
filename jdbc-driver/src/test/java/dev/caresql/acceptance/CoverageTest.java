package dev.caresql.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caresql.catalog.KpiCatalog;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import dev.caresql.model.CanonicalTable;
import dev.caresql.model.CanonicalTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page that says what answers which wish names nothing that is not there. */
class CoverageTest {
    private static final Path PAGE = Path.of("..", "docs", "coverage.md");
    private static final Pattern LINE = Pattern.compile("\\| S(\\d+) \\| .+ \\| (.+) \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
    private static final Pattern FUNCTION = Pattern.compile("([A-Z][A-Z0-9_]*)(\\(.*\\))?");
    private static final Pattern COLUMN = Pattern.compile("([a-z_]+)\\.([a-z_]+)");
    private static final Set<String> SCHEMA_TABLES = Set.of("metadata.kpis", "metadata.kpi_components");

    private static List<String> lines = List.of();

    @BeforeAll
    static void read() throws IOException {
        lines = Files.readAllLines(PAGE);
    }

    @Test
    void everyWishHasItsLineInOrder() {
        List<Integer> numbers = lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> Integer.valueOf(line.group(1)))
                .toList();
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 111).boxed().toList());
    }

    @Test
    void everyNameExists() {
        KpiCatalog catalog = KpiCatalogLoader.load(List.of(), new Problems());
        Map<String, CanonicalTable> tables =
                new HashMap<>(CanonicalTables.load().all());
        tables.putAll(CanonicalTables.computed());
        List<String> unknown = new ArrayList<>();
        int known = 0;
        for (String line : lines) {
            for (Matcher name = NAME.matcher(line); name.find(); ) {
                if (exists(name.group(1), catalog, tables)) {
                    known++;
                } else {
                    unknown.add(name.group(1));
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(known).isGreaterThan(111);
    }

    @Test
    void everyAnswerNamesSomethingOrSaysWhyNot() {
        for (String line : lines) {
            Matcher wish = LINE.matcher(line);
            if (wish.matches()
                    && !NAME.matcher(wish.group(2)).find()
                    && !LINK.matcher(wish.group(2)).find()) {
                assertThat(wish.group(2)).as(line).contains("no");
            }
        }
    }

    @Test
    void everyLinkLeadsSomewhere() {
        for (String line : lines) {
            for (Matcher link = LINK.matcher(line); link.find(); ) {
                assertThat(PAGE.resolveSibling(link.group(1))).exists();
            }
        }
    }

    private static boolean exists(String name, KpiCatalog catalog, Map<String, CanonicalTable> tables) {
        Matcher function = FUNCTION.matcher(name);
        if (function.matches()) {
            String called = function.group(1);
            return catalog.find(called).isPresent()
                    || catalog.scalar(called).isPresent()
                    || catalog.component(called).isPresent();
        }
        Matcher column = COLUMN.matcher(name);
        if (column.matches() && !SCHEMA_TABLES.contains(name)) {
            CanonicalTable table = tables.get(column.group(1));
            return table != null && table.column(column.group(2)).isPresent();
        }
        return tables.containsKey(name)
                || SCHEMA_TABLES.contains(name)
                || Set.of("kpis", "caresql explain").contains(name);
    }
}
