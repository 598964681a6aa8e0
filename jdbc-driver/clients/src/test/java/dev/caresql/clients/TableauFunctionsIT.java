package dev.caresql.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What functions of Tableau mean, by Tableau's own documentation, as the connector's dialect writes them. */
@Timeout(120)
class TableauFunctionsIT {
    private static Connection connection;
    private static NodeList functions;

    @BeforeAll
    static void open() throws Exception {
        connection = Company.connect();
        functions = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("tableau", "dialect.tdd").toFile())
                .getElementsByTagName("function");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest(name = "{0}({2})")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "NULL",
            value = {
                "LEFT       | str,int      | 'Tổng đài'; 4               | Tổng",
                "RIGHT      | str,int      | 'Tổng đài'; 3               | đài",
                "MID        | str,int      | 'abcdef'; 3                 | cdef",
                "MID        | str,int,int  | 'abcdef'; 2; 3              | bcd",
                "LEN        | str          | 'Điểm'                      | 4",
                "FIND       | str,str      | 'abcabc'; 'c'               | 3",
                "FIND       | str,str,int  | 'abcabc'; 'c'; 4            | 6",
                "FIND       | str,str,int  | 'abcabc'; 'a'; 5            | 0",
                "CONTAINS   | str,str      | 'hotline'; 'line'           | true",
                "STARTSWITH | str,str      | 'hotline'; 'line'           | false",
                "ENDSWITH   | str,str      | 'hotline'; 'line'           | true",
                "REPLACE    | str,str,str  | 'a-b-c'; '-'; '+'           | a+b+c",
                "SPACE      | int          | 2                           | ~  ~",
                "CHAR       | int          | 65                          | A",
                "ASCII      | str          | 'A'                         | 65",
                "DIV        | int,int      | 11; 2                       | 5",
                "DIV        | int,int      | -7; 2                       | -3",
                "%          | int,int      | 9; 4                        | 1",
                "/          | int,int      | 13; 4                       | 3.25",
                "/          | int,int      | 13; 0                       | NULL",
                "INT        | real         | -9.7e0                      | -9",
                "CEILING    | real         | 3.1415e0                    | 4",
                "FLOOR      | real         | -3.1415e0                   | -4",
                "ROUND      | real         | 2.5e0                       | 3",
                "ROUND      | real,int     | 7.73e0; 1                   | 7.7",
                "LOG        | real         | 1000e0                      | 3.0",
                "LOG        | real,real    | 8e0; 2e0                    | 3.0",
                "LN         | real         | -1e0                        | NULL",
                "SQRT       | real         | -1e0                        | NULL",
                "POWER      | int,int      | 5; 2                        | 25.0",
                "SQUARE     | int          | 5                           | 25",
                "MAX        | int,int      | 4; 7                        | 7",
                "MIN        | int,int      | 4; CAST(NULL AS INTEGER)    | NULL",
                "ZN         | int          | CAST(NULL AS INTEGER)       | 0",
                "IFNULL     | str,str      | CAST(NULL AS VARCHAR); 'x'  | x",
                "IIF        | bool,int,int | (2 > 1); 1; 0               | 1",
                "ISNULL     | str          | CAST(NULL AS VARCHAR)       | true",
                "+          | str,str      | 'NP'; 'S'                   | NPS",
                "+          | date,int     | DATE '2024-02-28'; 2        | 2024-03-01",
                "-          | date,date    | DATE '2025-03-01'; DATE '2025-02-01' | 28",
                "-          | datetime,datetime | TIMESTAMP '2025-03-02 12:00:00'; TIMESTAMP '2025-03-01 00:00:00' | 1.5",
                "MAKEDATE   | int,int,int  | 2024; 2; 29                 | 2024-02-29",
                "DATE       | datetime     | TIMESTAMP '2025-03-02 12:00:00' | 2025-03-02",
                "YEAR       | date         | DATE '2024-02-29'           | 2024",
                "FLOAT      | str          | '3.5'                       | 3.5",
                "STR        | int          | 42                          | 42",
                "REGEXP_MATCH   | str,str  | 'KH-0042'; '[0-9]+'         | true",
                "REGEXP_REPLACE | str,str,str | 'a1b22'; '[0-9]+'; '#'   | a#b#",
            })
    void functionsMeanWhatTableauSays(String name, String types, String arguments, String expected)
            throws SQLException {
        String sql = formula(name, types.trim());
        String[] values = arguments.split(";");
        for (int i = values.length; i >= 1; i--) {
            sql = sql.replace("%" + i, values[i - 1].trim());
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + sql)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).as(sql).isEqualTo(expected);
        }
    }

    private static String formula(String name, String types) {
        for (int i = 0; i < functions.getLength(); i++) {
            Element function = (Element) functions.item(i);
            if (function.getAttribute("name").equals(name)
                    && String.join(",", types(function)).equals(types)) {
                return function.getElementsByTagName("formula").item(0).getTextContent();
            }
        }
        throw new AssertionError("The dialect has no " + name + "(" + types + ")");
    }

    private static List<String> types(Element function) {
        NodeList arguments = function.getElementsByTagName("argument");
        List<String> types = new ArrayList<>();
        Stream.iterate(0, i -> i < arguments.getLength(), i -> i + 1)
                .forEach(i -> types.add(((Element) arguments.item(i)).getAttribute("type")));
        return types;
    }
}
