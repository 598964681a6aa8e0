package dev.caresql;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house that no compiler knows: the order of the packages, and how much state may change. */
class ArchitectureTest {
    /** A package may use only itself and those to its left. */
    private static final List<String> PACKAGES = List.of(
            "error", "config", "sql", "catalog", "formula", "model", "source", "engine", "schema", "plan", "lint");

    private static final double LEAST_SHARE_OF_FINAL_FIELDS = 0.9;

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.caresql");

    static List<String> packages() {
        return PACKAGES;
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packageUsesOnlyPackagesToItsLeft(String name) {
        List<String> toItsRight = PACKAGES.subList(PACKAGES.indexOf(name) + 1, PACKAGES.size());
        noClasses()
                .that()
                .resideInAPackage(tree(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(trees(toItsRight))
                .allowEmptyShould(true)
                .check(MAIN_CLASSES);
    }

    @Test
    void everyClassLivesInAPackageOfTheOrder() {
        classes().should().resideInAnyPackage(trees(PACKAGES)).check(MAIN_CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.caresql.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(MAIN_CLASSES);
    }

    @Test
    void nothingWritesToStandardStreams() {
        noClasses().should(ACCESS_STANDARD_STREAMS).check(MAIN_CLASSES);
    }

    @Test
    void nothingUsesJavaUtilLogging() {
        noClasses().should(USE_JAVA_UTIL_LOGGING).check(MAIN_CLASSES);
    }

    @Test
    void instanceFieldsAreNearlyAllFinal() {
        List<JavaField> fields = MAIN_CLASSES.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .toList();
        List<String> changing = fields.stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                .map(JavaField::getFullName)
                .toList();
        assertThat((double) changing.size())
                .as("%s of %s instance fields are not final: %s", changing.size(), fields.size(), changing)
                .isLessThanOrEqualTo((1 - LEAST_SHARE_OF_FINAL_FIELDS) * fields.size());
    }

    private static String tree(String name) {
        return "dev.caresql." + name + "..";
    }

    private static String[] trees(List<String> names) {
        return names.stream().map(ArchitectureTest::tree).toArray(String[]::new);
    }
}
