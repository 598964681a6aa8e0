package dev.caresql.plan;

import dev.caresql.catalog.*;
import dev.caresql.config.*;
import dev.caresql.engine.duckdb.*;
import dev.caresql.formula.*;
import dev.caresql.schema.*;
import dev.caresql.sql.*;
import java.sql.*;
import java.time.Instant;
import java.util.*;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.*;

class Scratch {
    public static void main(String[] a) throws Exception {
        Problems p = new Problems();
        KpiCatalog catalog = KpiCatalogLoader.load(List.of(), p);
        FormulaCompiler compiler = new FormulaCompiler(catalog);
        compiler.check(p);
        System.out.println(p.list());
        Connection c = DriverManager.getConnection("jdbc:duckdb:");
        c.createStatement().execute("create table survey_responses(response_id varchar, survey_type varchar, score integer, terminal varchar, customer_id varchar, responded_at timestamp, business_date date)");
        c.createStatement().execute("insert into survey_responses select 'r'||i, case when i%5=0 then 'CSAT' else 'NPS' end, case when i%13=0 then null else (i*7)%12 end, 'T'||(i%3), 'c'||(i%50), timestamp '2025-01-01' + i*interval 7 hour, date '2025-01-01' + cast(i//4 as integer) from range(1000) t(i)");
        c.createStatement().execute("create table interactions(interaction_id varchar, channel_code varchar, direction_code varchar, outcome_code varchar, queue_wait_s integer, talk_s integer, customer_id varchar, team_id varchar, started_at timestamp)");
        c.createStatement().execute("insert into interactions select 'i'||i, 'VOICE', 'INBOUND', case when i%7=0 then 'ABANDONED' else 'ANSWERED' end, i%40, i%300, 'c'||(i%50), 't'||(i%4), timestamp '2025-01-01' + i*interval 3 hour from range(2000) t(i)");
        c.createStatement().execute("create table customers(customer_id varchar, segment_code varchar, acquired_at timestamp)");
        c.createStatement().execute("insert into customers select 'c'||i, 'S'||(i%3), timestamp '2024-01-01' + i*interval 1 day from range(50) t(i)");
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        for (String t : List.of("survey_responses", "interactions", "customers")) {
            RelDataTypeFactory f = CareTypeFactory.shared();
            RelDataTypeFactory.Builder b = f.builder();
            ResultSet rs = c.getMetaData().getColumns(null, null, t, null);
            while (rs.next()) {
                String ty = rs.getString("TYPE_NAME");
                b.add(rs.getString("COLUMN_NAME"), ColumnType.ofName(ty).orElseThrow().relType(f));
            }
            root.add(t, new CareTable(t, b.build()));
        }
        QueryPlanner planner = new QueryPlanner(root, List.of(), compiler, DuckDbDialect.INSTANCE);
        int bad = 0;
        for (String sql : new String(java.nio.file.Files.readAllBytes(java.nio.file.Path.of(a[0]))).split(";\n")) {
            if (sql.isBlank()) continue;
            System.out.println("\n>> " + sql.strip());
            try {
                PlannedQuery q = planner.plan(sql.strip(), Instant.parse("2025-06-01T00:00:00Z"));
                System.out.println(q.sql().text());
                try (PreparedStatement s = c.prepareStatement(q.sql().text())) {
                    for (int i = 0; i < q.sql().parameters().size(); i++) s.setObject(i + 1, 5);
                    ResultSet rs = s.executeQuery();
                    int n = 0;
                    StringBuilder first = new StringBuilder();
                    while (rs.next()) { if (n++ < 2) { for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) first.append(rs.getObject(i)).append(" | "); first.append(" // "); } }
                    System.out.println("   => " + n + " rows: " + first);
                }
            } catch (dev.caresql.error.CareSqlException e) {
                System.out.println("   !! " + e.code() + " " + e.getMessage());
            } catch (Throwable e) {
                bad++;
                System.out.println("   ## " + e); 
                for (int i = 0; i < Math.min(8, e.getStackTrace().length); i++) System.out.println("        " + e.getStackTrace()[i]);
            }
        }
        System.out.println("BAD " + bad);
    }
}
