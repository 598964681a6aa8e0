package dev.caresql.plan;

import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test over an empty database of its own for each method, which knows the product's KPIs. */
abstract class PlanningTest {
    TestingDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = new TestingDatabase(KpiCatalogLoader.load(List.of(), new Problems()));
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }
}
