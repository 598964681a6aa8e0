package dev.caresql.jdbc;

import dev.caresql.error.ErrorCode;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.AvaticaPreparedStatement;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.NoSuchStatementException;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.UnregisteredDriver;
import org.jspecify.annotations.Nullable;

/** A connection: read-only, without transactions, forgiving towards tools that ask for more. */
final class CareConnection extends AvaticaConnection implements Guarded {
    private final String givenUrl;
    private final Connection guard = Guard.around(Connection.class, this, this::checkOpen);
    private final Properties clientInfo = new Properties();
    private Map<String, Class<?>> typeMap = new HashMap<>();

    CareConnection(UnregisteredDriver driver, AvaticaFactory factory, String url, Properties info) {
        super(driver, factory, url, info);
        this.givenUrl = url;
    }

    @Override
    public Connection guard() {
        return guard;
    }

    @Override
    protected void checkOpen() throws SQLException {
        if (isClosed()) {
            throw SqlExceptions.of("08003", "The connection is closed", null);
        }
    }

    /** The URL as the user wrote it. */
    String url() {
        return givenUrl;
    }

    String user() {
        return info.getProperty(CareProperty.USER.key(), "");
    }

    StatementControl control() {
        return (StatementControl) meta;
    }

    /** Runs a statement's text; its result becomes the statement's open result. */
    void run(AvaticaStatement statement, String sql) throws SQLException {
        try {
            prepareAndExecuteInternal(statement, sql, statement.getLargeMaxRows());
        } catch (SQLException | RuntimeException | NoSuchStatementException | OutOfMemoryError e) {
            throw failure(statement, e);
        }
        requireOpen(statement);
    }

    /** Plans a statement only to see whether it makes sense. */
    void plan(String sql) throws SQLException {
        prepareStatement(sql).close();
    }

    @Override
    protected ResultSet executeQueryInternal(
            AvaticaStatement statement,
            Meta.Signature signature,
            Meta.@Nullable Frame firstFrame,
            @Nullable QueryState state,
            boolean isUpdate)
            throws SQLException {
        ResultSet result;
        try {
            result = super.executeQueryInternal(statement, signature, firstFrame, state, isUpdate);
        } catch (SQLException | RuntimeException | OutOfMemoryError e) {
            throw failure(statement, e);
        }
        requireOpen(statement);
        return result;
    }

    /** A statement that another thread closed after it had run has no result to give. */
    private static void requireOpen(AvaticaStatement statement) throws SQLException {
        if (statement.isClosed()) {
            throw SqlExceptions.statementClosed();
        }
    }

    /** Avatica stumbles over a statement that another thread closes while it opens the result. */
    private static SQLException failure(AvaticaStatement statement, Throwable thrown) throws SQLException {
        SQLException e = SqlExceptions.of(thrown);
        boolean isUnexplained = e.getSQLState() == null || e.getSQLState().equals(ErrorCode.INTERNAL.sqlState());
        return isUnexplained && statement.isClosed() ? SqlExceptions.statementClosed() : e;
    }

    @Override
    public void close() throws SQLException {
        if (!isClosed()) {
            for (AvaticaStatement statement : List.copyOf(statementMap.values())) {
                statement.close();
            }
            super.close();
        }
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        for (AvaticaStatement statement : List.copyOf(statementMap.values())) {
            statement.cancel();
        }
        close();
    }

    @Override
    public AvaticaStatement createStatement(int type, int concurrency, int holdability) throws SQLException {
        AvaticaStatement statement = super.createStatement(type, concurrency, holdability);
        warnings(type, concurrency).forEach(((CareStatement) statement)::warn);
        return statement;
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        checkOpen();
        try {
            Meta.StatementHandle h = meta.prepare(handle, sql, -1);
            AvaticaPreparedStatement statement =
                    factory.newPreparedStatement(this, h, h.signature, type, concurrency, holdability);
            warnings(type, concurrency).forEach(((CarePreparedStatement) statement)::warn);
            return statement;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw SqlExceptions.of(e);
        }
    }

    private static List<SQLWarning> warnings(int type, int concurrency) {
        List<SQLWarning> warnings = new ArrayList<>();
        if (type != ResultSet.TYPE_FORWARD_ONLY) {
            warnings.add(new SQLWarning("Results are read forwards only", "01S02"));
        }
        if (concurrency != ResultSet.CONCUR_READ_ONLY) {
            warnings.add(new SQLWarning("Results are read-only", "01S02"));
        }
        return warnings;
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        return prepareStatement(sql);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        throw SqlExceptions.unsupported("procedures");
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        throw SqlExceptions.unsupported("procedures");
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        throw SqlExceptions.unsupported("procedures");
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        checkOpen();
        return sql;
    }

    /** Always true: CareSQL only reads. */
    @Override
    public boolean isReadOnly() throws SQLException {
        checkOpen();
        return true;
    }

    @Override
    public void commit() throws SQLException {
        checkOpen();
    }

    @Override
    public void rollback() throws SQLException {
        checkOpen();
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        throw SqlExceptions.unsupported("savepoints");
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        throw SqlExceptions.unsupported("savepoints");
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        throw SqlExceptions.unsupported("savepoints");
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        throw SqlExceptions.unsupported("savepoints");
    }

    /** There is one catalog, without a name; a tool's wish for another is ignored, as JDBC prescribes. */
    @Override
    public void setCatalog(String catalog) throws SQLException {
        checkOpen();
    }

    @Override
    public @Nullable String getCatalog() throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        checkOpen();
        return typeMap;
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        checkOpen();
        typeMap = map;
    }

    @Override
    public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
        if (value == null) {
            clientInfo.remove(name);
        } else {
            clientInfo.setProperty(name, value);
        }
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        clientInfo.clear();
        clientInfo.putAll(properties);
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        checkOpen();
        Properties copy = new Properties();
        copy.putAll(clientInfo);
        return copy;
    }

    @Override
    public boolean isValid(int timeout) throws SQLException {
        if (timeout < 0) {
            throw SqlExceptions.of("22023", "The time limit must not be negative, but is " + timeout, null);
        }
        if (isClosed()) {
            return false;
        }
        try (Statement statement = createStatement();
                ResultSet one = statement.executeQuery("SELECT 1")) {
            return one.next();
        } catch (SQLException e) {
            return false;
        }
    }

    /** A result without rows and columns. */
    ResultSet noRows() throws SQLException {
        return createResultSet(((MetadataMeta) meta).noRows(handle), new QueryState(""));
    }
}
