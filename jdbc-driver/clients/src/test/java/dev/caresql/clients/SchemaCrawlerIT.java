package dev.caresql.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import schemacrawler.inclusionrule.RegularExpressionInclusionRule;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.ForeignKey;
import schemacrawler.schema.NamedObject;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.command.text.schema.options.TextOutputFormat;
import schemacrawler.tools.executable.SchemaCrawlerExecutable;
import schemacrawler.tools.options.OutputOptionsBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;
import us.fatehi.utility.datasource.MultiUseUserCredentials;

@Timeout(120)
class SchemaCrawlerIT {
    private static final SchemaCrawlerOptions OPTIONS = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
            .withLoadOptions(LoadOptionsBuilder.builder()
                    .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                    .toOptions())
            .withLimitOptions(LimitOptionsBuilder.builder()
                    .includeRoutines(new RegularExpressionInclusionRule(Pattern.compile(".*NPS.*")))
                    .toOptions());

    /** They tell of every table that they look at; kept here, for a logger that nobody holds forgets its level. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("schemacrawler"), Logger.getLogger("us.fatehi"));

    private static DatabaseConnectionSource source;
    private static Catalog catalog;

    @BeforeAll
    static void crawl() throws Exception {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
        source = DatabaseConnectionSources.newDatabaseConnectionSource(
                Company.URL, new MultiUseUserCredentials("analyst", "none"));
        catalog = SchemaCrawlerUtility.getCatalog(source, OPTIONS);
    }

    @AfterAll
    static void close() throws Exception {
        source.close();
    }

    private static Table table(String name) {
        return catalog.getTables().stream()
                .filter(table -> table.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tablesAndColumnsCarryTheirDescriptions() {
        assertThat(catalog.getTables()).extracting(NamedObject::getName).contains("interactions", "tickets", "agents");
        Table responses = table("survey_responses");
        assertThat(responses.getRemarks()).isNotBlank();
        List<Column> columns = responses.getColumns();
        assertThat(columns).hasSizeGreaterThan(10).allSatisfy(column -> {
            assertThat(column.getColumnDataType().getName()).isNotBlank();
            assertThat(column.getRemarks()).isNotBlank();
        });
        assertThat(columns).extracting(NamedObject::getName).contains("score", "responded_at", "business_date");
    }

    @Test
    void keysJoinTheTables() {
        Table responses = table("survey_responses");
        assertThat(responses.getPrimaryKey().getConstrainedColumns())
                .extracting(NamedObject::getName)
                .containsExactly("response_id");
        assertThat(responses.getImportedForeignKeys())
                .extracting(ForeignKey::getPrimaryKeyTable)
                .extracting(NamedObject::getName)
                .contains("customers", "agents", "interactions");
    }

    @Test
    void itsReportShowsTheSchema() {
        StringWriter report = new StringWriter();
        SchemaCrawlerExecutable executable = new SchemaCrawlerExecutable("schema");
        executable.setSchemaCrawlerOptions(OPTIONS);
        executable.setOutputOptions(OutputOptionsBuilder.builder()
                .withOutputFormat(TextOutputFormat.text)
                .withOutputWriter(report)
                .toOptions());
        executable.setDataSource(source);
        executable.execute();
        assertThat(report.toString().toLowerCase(Locale.ROOT))
                .contains("survey_responses", "fk_survey_responses_customer_id", "primary key");
    }
}
