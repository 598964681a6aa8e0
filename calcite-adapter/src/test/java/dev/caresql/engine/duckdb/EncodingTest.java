package dev.caresql.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That text arrives as it was written, in whatever encoding, and that what is no text is told of. */
class EncodingTest {
    private static final String ALL = "SELECT response_id, score, comment_text FROM survey_responses ORDER BY 1";
    private static final Charset KOREAN = Charset.forName("x-windows-949");

    @TempDir
    private Path folder;

    private TestingModel model;

    @BeforeEach
    void createModel() {
        model = new TestingModel(folder);
    }

    @Test
    void readsOtherEncodings() throws Exception {
        for (Object[] encoding : new Object[][] {
            {"CP949", KOREAN, "만족도"},
            {"windows-1258", Charset.forName("windows-1258"), "Đ ă ơ ư"},
            {"UTF-16", StandardCharsets.UTF_16, "Thời gian 😀"},
            {"ISO-8859-1", StandardCharsets.ISO_8859_1, "naïve café"}
        }) {
            model.file("a.csv", "id,score,note\n1,9," + encoding[2] + "\n", (Charset) encoding[1])
                    .surveys("file: a.csv, encoding: " + encoding[0]);
            assertThat(model.query(ALL)).containsExactly("1|9|" + encoding[2]);
        }
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
