package dev.caresql.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes one table as CSV: UTF-8, comma, line feed, NULL as an empty field.
 *
 * <p>Text is encoded straight into one buffer, without an object for each field: millions of rows are written.
 */
final class CsvFile implements Closeable {
    /** A number, time or day that is NULL. */
    static final long BLANK = Long.MIN_VALUE;

    private static final int BUFFER_SIZE = 1 << 16;
    private static final int LONGEST_ROW = 1 << 12;
    private static final int LONGEST_NUMBER = 20;

    private final OutputStream out;
    private final Table table;
    private final Optional<Damage> damage;
    private final DayText days = new DayText();
    private final byte[] bytes = new byte[BUFFER_SIZE];
    private final byte[] digits = new byte[LONGEST_NUMBER];
    private final int[] fieldStarts;
    private int size;
    private int fields;
    private long line = 1;

    CsvFile(OutputStream out, Table table, Optional<Damage> damage) {
        this.out = requireNonNull(out, "out is null");
        this.table = requireNonNull(table, "table is null");
        this.damage = requireNonNull(damage, "damage is null");
        fieldStarts = new int[table.columns().size()];
        put(table.columns().stream().map(Table.Column::name).collect(Collectors.joining(",")));
        bytes[size++] = '\n';
    }

    CsvFile text(String value) {
        startField();
        if (needsQuotes(value)) {
            put('"' + value.replace("\"", "\"\"") + '"');
        } else {
            put(value);
        }
        return this;
    }

    /** A code or an identifier: text that is known to be plain. */
    CsvFile code(String value) {
        startField();
        put(value);
        return this;
    }

    CsvFile code(Enum<?> value) {
        return code(value.name());
    }

    /** A numbered identifier such as {@code C17}. */
    CsvFile id(String prefix, long number) {
        startField();
        if (number != BLANK) {
            put(prefix);
            putNumber(number);
        }
        return this;
    }

    CsvFile number(long value) {
        startField();
        if (value != BLANK) {
            putNumber(value);
        }
        return this;
    }

    CsvFile flag(boolean value) {
        return code(value ? "true" : "false");
    }

    CsvFile blank() {
        startField();
        return this;
    }

    /** A day, given by any second of it. */
    CsvFile day(long second) {
        startField();
        if (second != BLANK) {
            size = days.put(Math.floorDiv(second, Period.DAY), bytes, size);
        }
        return this;
    }

    CsvFile time(long second) {
        day(second);
        if (second != BLANK) {
            int ofDay = Math.floorMod(second, (int) Period.DAY);
            putTwo(' ', ofDay / 3600);
            putTwo(':', ofDay / 60 % 60);
            putTwo(':', ofDay % 60);
        }
        return this;
    }

    void endRow() throws IOException {
        if (fields != fieldStarts.length) {
            throw new IllegalStateException(
                    "a row of " + table.name() + " has " + fields + " fields in place of " + fieldStarts.length);
        }
        line++;
        if (damage.isPresent() && damage.orElseThrow().strikes()) {
            String spoiled = damage.orElseThrow().spoil(table, line, row());
            size = fieldStarts[0];
            put(spoiled);
        }
        bytes[size++] = '\n';
        fields = 0;
        if (size > BUFFER_SIZE - LONGEST_ROW) {
            flush();
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    private List<String> row() {
        List<String> row = new ArrayList<>(fields);
        for (int i = 0; i < fields; i++) {
            int end = i + 1 < fields ? fieldStarts[i + 1] - 1 : size;
            row.add(new String(bytes, fieldStarts[i], end - fieldStarts[i], UTF_8));
        }
        return row;
    }

    private void startField() {
        if (fields > 0) {
            bytes[size++] = ',';
        }
        fieldStarts[fields++] = size;
    }

    private void put(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else {
                putEncoded(value.substring(i));
                return;
            }
        }
    }

    private void putEncoded(String value) {
        byte[] encoded = value.getBytes(UTF_8);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    private void putNumber(long value) {
        if (value < 0) {
            put(Long.toString(value));
            return;
        }
        long rest = value;
        int at = LONGEST_NUMBER;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        System.arraycopy(digits, at, bytes, size, LONGEST_NUMBER - at);
        size += LONGEST_NUMBER - at;
    }

    private void putTwo(char before, int value) {
        bytes[size++] = (byte) before;
        bytes[size++] = (byte) ('0' + value / 10);
        bytes[size++] = (byte) ('0' + value % 10);
    }

    private static boolean needsQuotes(String value) {
        return value.indexOf(',') >= 0 || value.indexOf('"') >= 0 || value.indexOf('\n') >= 0;
    }
}
