package dev.caresql.engine.duckdb;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test that writes the files of a model itself, for each method into a new folder. */
abstract class ImportingTest {
    @TempDir
    Path folder;

    TestingModel model;

    @BeforeEach
    void createModel() {
        model = new TestingModel(folder);
    }
}
