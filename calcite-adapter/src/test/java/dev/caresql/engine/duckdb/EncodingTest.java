package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** That text arrives as it was written, in whatever encoding, and that what is no text is told of. */
class EncodingTest extends ImportingTest {
    private static final String ALL = "SELECT response_id, score, comment_text FROM survey_responses ORDER BY 1";
    private static final Charset KOREAN = Charset.forName("x-windows-949");
    private static final Charset VIETNAMESE = Charset.forName("windows-1258");

    /** More than any portion in which files are read. */
    private static final int PORTIONS = 1 << 18;

    @Test
    void readsOtherEncodings() throws Exception {
        for (Object[] encoding : new Object[][] {
            {"CP949", KOREAN, "만족도"},
            {"windows-1258", VIETNAMESE, "Đ ă ơ ư"},
            {"UTF-16", StandardCharsets.UTF_16, "Thời gian 😀"},
            {"ISO-8859-1", StandardCharsets.ISO_8859_1, "naïve café"}
        }) {
            model.file("a.csv", "id,score,note\n1,9," + encoding[2] + "\n", (Charset) encoding[1])
                    .surveys("file: a.csv, encoding: " + encoding[0]);
            assertThat(model.query(ALL)).containsExactly("1|9|" + encoding[2]);
        }
    }

    @Test
    void composesTheTonesOfWindows1258() throws Exception {
        String names = "Nguyễn Thị Hằng Đỗ Quỳnh Trường Võ Ửng ỆỄỂỀẾ ữựửừứ";
        model.bytes("a.csv", windows1258("id,điểm,note\n1,9," + names + "\n2,8,ễ\n"))
                .file("b.csv", "name,segment\n" + names + ",gold\n")
                .file("caresql.yaml", """
                        model: m
                        sources:
                          a: {file: a.csv, encoding: cp1258}
                          b: {file: b.csv}
                        tables:
                          survey_responses:
                            from: a LEFT JOIN b ON a.note = b.name
                            columns: {response_id: id, score: '"điểm"', comment_text: note, survey_type: segment}
                        """);
        assertThat(model.query("SELECT score, survey_type FROM survey_responses WHERE comment_text = '" + names + "'"))
                .containsExactly("9|gold");
        assertThat(model.query("SELECT response_id FROM survey_responses WHERE comment_text = 'ễ'"))
                .containsExactly("2");
    }

    /** Whatever the length of a portion, some of the marks stand at the beginning of one. */
    @Test
    void composesTonesAtTheBordersOfPortions() throws Exception {
        for (int shift = 0; shift < 2; shift++) {
            String tones = "x".repeat(shift) + "ễ".repeat(PORTIONS / 2);
            byte[] bytes = windows1258("id,score,note\n1,9," + tones + "\n");
            assertThat(bytes.length).isGreaterThan(PORTIONS);
            model.bytes("a.csv", bytes).surveys("file: a.csv, encoding: windows-1258");
            assertThat(model.query(ALL)).containsExactly("1|9|" + tones);
        }
    }

    @Test
    void readsMarksWithoutALetter() throws Exception {
        String marks = "\u0303".repeat(PORTIONS);
        model.bytes("a.csv", windows1258("id,score,note\n1,9," + marks + "\n"))
                .surveys("file: a.csv, encoding: windows-1258");
        assertThat(model.query("SELECT CHAR_LENGTH(comment_text) FROM survey_responses"))
                .containsExactly(String.valueOf(PORTIONS));
    }

    @Test
    void leavesTextsOfOtherEncodingsAsTheyAre() throws Exception {
        String decomposed = "Nguye\u0302\u0303n";
        model.file("a.csv", "id,score,note\n1,9," + decomposed + "\n").surveys("file: a.csv");
        assertThat(model.query(ALL)).containsExactly("1|9|" + decomposed);
        model.file("a.csv", "id,score,note\n1,9," + decomposed + "\n", StandardCharsets.UTF_16)
                .surveys("file: a.csv, encoding: UTF-16");
        assertThat(model.query(ALL)).containsExactly("1|9|" + decomposed);
    }

    /** Windows writes the letters with a circumflex, breve or horn whole and the tone behind them. */
    private static byte[] windows1258(String text) {
        StringBuilder spelt = new StringBuilder();
        text.codePoints().forEach(c -> {
            String letter = Character.toString(c);
            if (VIETNAMESE.newEncoder().canEncode(letter)) {
                spelt.append(letter);
                return;
            }
            String parts = Normalizer.normalize(letter, Normalizer.Form.NFD);
            // A dot below comes before a circumflex in the canonical order.
            String tone = parts.replaceAll("[^\u0300\u0301\u0303\u0309\u0323]", "");
            spelt.append(Normalizer.normalize(parts.replace(tone, ""), Normalizer.Form.NFC))
                    .append(tone);
        });
        assertThat(VIETNAMESE.newEncoder().canEncode(spelt)).isTrue();
        return spelt.toString().getBytes(VIETNAMESE);
    }

    @Test
    void neverReplacesMalformedCharactersInSilence() throws Exception {
        model.bytes("a.csv", "id,score,note\n1,9,caf\u00e9\n2,8,ok\n".getBytes(StandardCharsets.ISO_8859_1))
                .surveys("file: a.csv");
        assertThat(model.query(ALL)).containsExactly("2|8|ok");
        assertThat(model.query("SELECT file_name, line_no, rule_code FROM data_quality"))
                .containsExactly("a.csv|2|INVALID_ENCODING");
    }

    @Test
    void namesTheLineOfBytesThatAreNotOfTheStatedEncoding() throws Exception {
        String advice =
                "; mend the line, or state another 'encoding' for source s (caresql.yaml:3) if all of the file is"
                        + " of that one";
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            for (int line : new int[] {2, 3, 4002, 100_000}) {
                model.bytes("a.csv", badIn(line, end)).surveys("file: a.csv, encoding: CP949");
                assertRefused("a.csv:" + line + ": the bytes FF are not CP949 text" + advice);
            }
        }
        model.bytes("a.csv.gz", zipped(badIn(70_000, "\n"))).surveys("file: a.csv.gz, encoding: CP949");
        assertRefused("a.csv.gz:70000: the bytes FF are not CP949 text" + advice);
    }

    @Test
    void namesTheLineOfALetterThatTheFilesEndCutsOff() throws Exception {
        byte[] whole = "id,score,note\n1,9,만족도".getBytes(KOREAN);
        model.bytes("a.csv", Arrays.copyOf(whole, whole.length - 1)).surveys("file: a.csv, encoding: CP949");
        assertRefused(
                "a.csv:2: the bytes B5 are not CP949 text; mend the line, or state another 'encoding' for source s"
                        + " (caresql.yaml:3) if all of the file is of that one");
    }

    @Test
    void tellsAHeaderOfTheWrongEncodingFromOneOfNone() throws Exception {
        byte[] header = "id,score,만족도\n1,9,x\n".getBytes(KOREAN);
        model.bytes("a.csv", header).surveys("file: a.csv");
        assertRefused("a.csv:1: the header is not UTF-8 text; state its 'encoding' in the model");
        model.bytes("a.csv", header).surveys("file: a.csv, encoding: utf8");
        assertRefused("a.csv:1: the header is not utf8 text; state another 'encoding' for source s (caresql.yaml:3) if"
                + " all of the file is of that one");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(model::open)
                .isInstanceOf(CareSqlException.class)
                .hasMessage(message)
                .extracting(e -> ((CareSqlException) e).code())
                .isEqualTo(ErrorCode.BAD_ROW);
    }

    private static byte[] badIn(int badLine, String end) {
        StringBuilder text = new StringBuilder("id,score,note");
        for (int line = 2; line <= badLine; line++) {
            text.append(end).append(line).append(",9,만족");
        }
        text.append('\u00FF').append(end).append("1,9,x").append(end);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints()
                .forEach(c -> bytes.writeBytes(
                        c == 0xFF
                                ? new byte[] {(byte) c}
                                : Character.toString(c).getBytes(KOREAN)));
        return bytes.toByteArray();
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }
}
