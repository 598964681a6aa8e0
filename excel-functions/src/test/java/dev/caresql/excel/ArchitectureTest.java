package dev.caresql.excel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package of this module may use which. */
class ArchitectureTest {
    /** Each package with those that it may use beside itself. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "formula", Set.of(),
            "workbook", Set.of(),
            "addin", Set.of(),
            "poi", Set.of("formula"),
            "functions", Set.of("formula", "poi", "workbook"),
            "report", Set.of("formula", "functions", "poi", "workbook"),
            "cli", Set.of("addin", "formula", "functions", "poi", "report", "workbook"));

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.caresql.excel");

    static Set<String> packages() {
        return ARROWS.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packageUsesOnlyThoseItsArrowsPointTo(String name) {
        String[] others = packages().stream()
                .filter(other -> !other.equals(name) && !ARROWS.get(name).contains(other))
                .map(ArchitectureTest::tree)
                .toArray(String[]::new);
        if (others.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage(tree(name))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .allowEmptyShould(true)
                    .check(MAIN_CLASSES);
        }
    }

    @Test
    void everyClassLivesInAKnownPackage() {
        String[] trees = packages().stream().map(ArchitectureTest::tree).toArray(String[]::new);
        classes().should().resideInAnyPackage(trees).check(MAIN_CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.caresql.excel.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(MAIN_CLASSES);
    }

    private static String tree(String name) {
        return "dev.caresql.excel." + name + "..";
    }
}
