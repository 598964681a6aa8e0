package dev.caresql.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.ForeignKey;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.codegen.GenerationTool;
import org.jooq.impl.DSL;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JooqIT {
    @TempDir
    private static Path folder;

    /** jOOQ folds the names of types by the machine's locale, and knows no İNTEGER. */
    private static final Locale LOCALE = Locale.getDefault();

    private static Connection connection;
    private static DSLContext jooq;

    @BeforeAll
    static void open() throws SQLException {
        Locale.setDefault(Locale.ROOT);
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        connection = Company.connect();
        jooq = DSL.using(connection, SQLDialect.DEFAULT);
    }

    @AfterAll
    static void close() throws SQLException {
        Locale.setDefault(LOCALE);
        connection.close();
    }

    @Test
    void theGeneratorWritesClassesWithKeysAndComments() throws Exception {
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.ERROR)
                .withJdbc(new Jdbc().withDriver("dev.caresql.jdbc.CareDriver").withUrl(Company.URL))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.jdbc.JDBCDatabase")
                                .withInputSchema("care")
                                .withIncludes("survey_responses|customers|agents|teams"))
                        .withGenerate(new Generate().withJavadoc(true).withComments(true))
                        .withTarget(new Target()
                                .withPackageName("company")
                                .withDirectory(folder.toString())
                                .withLocale("en"))));
        String responses = read("tables/SurveyResponses.java");
        assertThat(responses)
                .contains("TableField<SurveyResponsesRecord, Integer> SCORE")
                .contains("LocalDateTime> RESPONDED_AT")
                .contains("Keys.PK_SURVEY_RESPONSES");
        assertThat(responses).containsPattern("\\* The column <code>care.survey_responses.score</code>\\. \\w+");
        assertThat(read("Keys.java")).contains("PK_SURVEY_RESPONSES", "PK_CUSTOMERS");
    }

    private static String read(String file) throws Exception {
        return Files.readString(folder.resolve("company").resolve(file));
    }

    @Test
    void theMetaModelHasTablesColumnsAndKeys() {
        Table<?> responses = jooq.meta().getTables("survey_responses").get(0);
        assertThat(responses.getComment()).isNotBlank();
        assertThat(responses.fields()).extracting(Field::getName).contains("response_id", "score", "responded_at");
        assertThat(responses.fields())
                .allSatisfy(column -> assertThat(column.getComment()).isNotBlank());
        assertThat(responses.getPrimaryKey()).isNotNull();
        assertThat(responses.getReferences())
                .extracting(ForeignKey::getName)
                .contains("fk_survey_responses_customer_id", "fk_survey_responses_agent_id");
    }

    @Test
    void itsQueriesAnswerKpis() throws SQLException {
        Field<String> team = field(name("team_id"), String.class);
        Field<Double> nps = field("NPS()", Double.class).as("nps");
        Map<String, Double> answer = jooq.select(team, nps)
                .from(table(name("survey_responses")))
                .where(team.isNotNull())
                .groupBy(team)
                .orderBy(team)
                .limit(100)
                .fetchMap(team, nps);
        Numbers.assertSame(answer, Company.byHand(Company.NPS_BY_TEAM_BY_HAND));
    }
}
