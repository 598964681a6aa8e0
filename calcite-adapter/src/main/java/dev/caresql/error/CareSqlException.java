package dev.caresql.error;

import static java.util.Objects.requireNonNull;

/** The one exception of CareSQL: a sentence for the user, and a code that names its SQLState. */
public class CareSqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** Creates an exception whose message says what, where and what to do. */
    public CareSqlException(ErrorCode code, String message) {
        super(requireNonNull(message, "message is null"));
        this.code = requireNonNull(code, "code is null");
    }

    /** Creates an exception that keeps the cause for the log; the message must stand without it. */
    public CareSqlException(ErrorCode code, String message, Throwable cause) {
        super(requireNonNull(message, "message is null"), requireNonNull(cause, "cause is null"));
        this.code = requireNonNull(code, "code is null");
    }

    /** The exception of a statement that is nested deeper than the stack of the thread has room for. */
    public static CareSqlException tooDeep(Throwable cause) {
        return new CareSqlException(ErrorCode.TOO_LARGE, "The statement is nested too deeply", cause);
    }

    /** The sentence for the user; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public ErrorCode code() {
        return code;
    }
}
