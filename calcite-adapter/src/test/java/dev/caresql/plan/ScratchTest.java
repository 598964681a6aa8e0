package dev.caresql.plan;
import dev.caresql.catalog.KpiCatalogLoader;
import dev.caresql.config.Problems;
import java.util.List;
class ScratchTest {
    @org.junit.jupiter.api.Test void go() throws Exception {
        var t = new FanOutTest(); t.openDatabase();
        var f = FanOutTest.class.getDeclaredField("database"); f.setAccessible(true);
        TestingDatabase db = (TestingDatabase) f.get(t);
        for (String q : java.nio.file.Files.readString(java.nio.file.Path.of("/tmp/fo/q.sql")).split(";\n")) {
            if (q.isBlank()) continue;
            System.out.println("== " + q);
            try { System.out.println(db.plan("EXPLAIN PLAN FOR " + q).explanation()); System.out.println(db.rows(q)); } catch (Throwable e) { System.out.println("!! " + e); if (!(e instanceof dev.caresql.error.CareSqlException)) e.printStackTrace(System.out); }
        }
    }
}
