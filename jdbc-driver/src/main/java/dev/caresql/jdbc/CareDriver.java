package dev.caresql.jdbc;

import dev.caresql.engine.duckdb.EngineLibrary;
import dev.caresql.error.CareSqlException;
import dev.caresql.plan.CareDatabase;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.UnregisteredDriver;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver for URLs {@code jdbc:caresql:PATH;name=value;...}, where PATH is a model file or a folder with a
 * {@code caresql.yaml} and the names are those of {@link CareProperty}. DriverManager finds it by itself.
 */
public final class CareDriver extends UnregisteredDriver {
    static {
        new CareDriver().register();
    }

    private final DatabaseOpener opener;

    /** Creates a driver that opens models from their files. */
    public CareDriver() {
        this(new EmbeddedOpener());
    }

    private CareDriver(DatabaseOpener opener) {
        this.opener = opener;
    }

    /** Reads a UTC instant as the property asOf takes it; throws DateTimeException. */
    public static Instant parseInstant(String text) {
        return CareProperty.parseInstant(text);
    }

    /**
     * A connection to a database that the caller has opened and closes himself, after the connection.
     *
     * @param asOf what AS_OF() means on it; else what the database says
     */
    public static Connection connect(CareDatabase database, Optional<Instant> asOf) throws SQLException {
        OpenDatabase open = new OpenDatabase(database, asOf, () -> {});
        return new CareDriver(info -> open).open(CareUrl.PREFIX, new Properties());
    }

    @Override
    public boolean acceptsURL(@Nullable String url) throws SQLException {
        return url != null && CareUrl.accepts(url);
    }

    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties info) throws SQLException {
        if (url == null || !acceptsURL(url)) {
            return null;
        }
        try {
            CareUrl parsed = CareUrl.parse(url, info == null ? new Properties() : info);
            EngineLibrary.beginLoading();
            return open(url, parsed.toProperties());
        } catch (CareSqlException e) {
            throw SqlExceptions.of(e);
        }
    }

    private Connection open(String url, Properties info) throws SQLException {
        try {
            CareConnection connection = ((CareFactory) factory).newConnection(this, factory, url, info);
            connection.openConnection();
            return connection.guard();
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            throw SqlExceptions.of(e);
        }
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) {
        Properties given = info == null ? new Properties() : info;
        CareProperty[] properties = CareProperty.values();
        DriverPropertyInfo[] infos = new DriverPropertyInfo[properties.length];
        for (int i = 0; i < properties.length; i++) {
            String value = given.getProperty(properties[i].key(), properties[i].defaultValue());
            infos[i] = new DriverPropertyInfo(properties[i].key(), value);
            infos[i].description = properties[i].description();
            infos[i].required = false;
        }
        return infos;
    }

    @Override
    public Meta createMeta(AvaticaConnection connection) {
        return new CareMeta(connection, opener);
    }

    @Override
    protected AvaticaFactory createFactory() {
        return new CareFactory();
    }

    @Override
    protected DriverVersion createDriverVersion() {
        return new DriverVersion(
                "CareSQL JDBC Driver",
                CareVersion.TEXT,
                "CareSQL",
                CareVersion.TEXT,
                false,
                CareVersion.MAJOR,
                CareVersion.MINOR,
                CareVersion.MAJOR,
                CareVersion.MINOR);
    }

    @Override
    protected String getConnectStringPrefix() {
        return CareUrl.PREFIX;
    }
}
