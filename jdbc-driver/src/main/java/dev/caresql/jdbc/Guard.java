package dev.caresql.jdbc;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an object of the driver and keeps the contract of JDBC for all its methods at once: a closed object
 * refuses, what is not supported says so with SQLState 0A000, whatever else goes wrong is a SQLException with a SQLState,
 * and the objects that it hands out have guards too. Results keep it themselves, because a
 * guard would double the time of reading a value.
 */
final class Guard implements InvocationHandler {
    private static final String NO_SUCH_INDEX = "07009";
    private static final String NULL_ARGUMENT = "HY009";
    private static final String WRONG_TYPE = "HY024";
    private static final String GENERAL = "HY000";

    private static final Set<String> CALLED_WHEN_CLOSED = Set.of("close", "isClosed", "isValid", "abort");

    /** Setters of values for which no type of CareSQL has room. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "setArray", "setBinaryStream", "setBlob", "setRef", "setRowId", "setSQLXML", "setUnicodeStream", "setURL");

    private final Object target;
    private final Openness openness;

    private Guard(Object target, Openness openness) {
        this.target = requireNonNull(target, "target is null");
        this.openness = requireNonNull(openness, "openness is null");
    }

    /** The object behind a guard; closed ones are refused by a check of their own. */
    static <T> T around(Class<T> type, T target, Openness openness) {
        return type.cast(Proxy.newProxyInstance(
                Guard.class.getClassLoader(), new Class<?>[] {type}, new Guard(target, openness)));
    }

    /** The object behind a guard that is never closed. */
    static <T> T around(Class<T> type, T target) {
        return around(type, target, () -> {});
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class) {
            return identity(proxy, method, arguments);
        }
        try {
            switch (method.getName()) {
                case "unwrap" -> {
                    return unwrap(proxy, target, (Class<?>) arguments[0]);
                }
                case "isWrapperFor" -> {
                    return isWrapper(proxy, target, (Class<?>) arguments[0]);
                }
                default -> {
                    if (!CALLED_WHEN_CLOSED.contains(method.getName())) {
                        openness.check();
                    }
                    if (UNSUPPORTED.contains(method.getName())) {
                        throw SqlExceptions.unsupported(method.getName());
                    }
                    Object answer = method.invoke(target, given);
                    return answer instanceof Guarded guarded ? guarded.guard() : answer;
                }
            }
        } catch (InvocationTargetException e) {
            throw fitting(method, translated(method, arguments, e.getCause()));
        } catch (SQLException e) {
            throw fitting(method, e);
        }
    }

    private @Nullable Object identity(Object proxy, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> target.toString();
        };
    }

    /** The guard where it is of the type, else what it guards. */
    private static Object unwrap(Object guard, Object target, @Nullable Class<?> type) throws SQLException {
        if (type != null && type.isInstance(guard)) {
            return guard;
        }
        if (type != null && type.isInstance(target)) {
            return target;
        }
        throw noSuch(type);
    }

    /** What unwrap throws that finds nothing of the type. */
    static SQLException noSuch(@Nullable Class<?> type) {
        return SqlExceptions.of(
                WRONG_TYPE,
                type == null ? "unwrap needs a class" : "There is no " + type.getName() + " behind this",
                null);
    }

    private static boolean isWrapper(Object guard, Object target, @Nullable Class<?> type) {
        return type != null && (type.isInstance(guard) || type.isInstance(target));
    }

    private static SQLException translated(Method method, @Nullable Object[] arguments, @Nullable Throwable thrown) {
        boolean isUnsupported = thrown instanceof SQLFeatureNotSupportedException sql && sql.getSQLState() == null;
        if (isUnsupported || thrown instanceof UnsupportedOperationException) {
            return SqlExceptions.unsupported(method.getName());
        }
        if (Arrays.asList(arguments).contains(null) && isNullPointer(thrown)) {
            return SqlExceptions.of(
                    NULL_ARGUMENT,
                    method.getName() + " takes no null as its argument "
                            + (Arrays.asList(arguments).indexOf(null) + 1),
                    thrown);
        }
        if (thrown instanceof SQLException sql && sql.getSQLState() != null) {
            return sql;
        }
        if (thrown instanceof IndexOutOfBoundsException && arguments.length > 0) {
            return SqlExceptions.of(NO_SUCH_INDEX, "There is no column or parameter " + arguments[0], thrown);
        }
        SQLException known = SqlExceptions.of(requireNonNull(thrown, "a method threw nothing"));
        return known.getSQLState() == null
                ? SqlExceptions.of(GENERAL, String.valueOf(known.getMessage()), known)
                : known;
    }

    private static boolean isNullPointer(@Nullable Throwable thrown) {
        return thrown instanceof NullPointerException
                || thrown != null && thrown.getCause() != thrown && isNullPointer(thrown.getCause());
    }

    /** The exception in the only class that a method may throw. */
    private static SQLException fitting(Method method, SQLException e) {
        boolean isClientInfo = Arrays.asList(method.getExceptionTypes()).contains(SQLClientInfoException.class);
        return isClientInfo && !(e instanceof SQLClientInfoException)
                ? new SQLClientInfoException(e.getMessage(), e.getSQLState(), Map.of(), e)
                : e;
    }

    /** Throws when an object is closed. */
    @FunctionalInterface
    interface Openness {
        void check() throws SQLException;
    }
}
