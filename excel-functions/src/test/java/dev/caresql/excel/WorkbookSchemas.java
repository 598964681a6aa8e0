package dev.caresql.excel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.namespace.QName;
import org.apache.poi.schemas.ooxml.system.ooxml.TypeSystemHolder;
import org.apache.xmlbeans.SchemaTypeLoader;
import org.apache.xmlbeans.XmlBeans;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlException;
import org.apache.xmlbeans.XmlObject;
import org.apache.xmlbeans.XmlOptions;

/** Validates every XML part of a workbook against the schema types of the file format. */
public final class WorkbookSchemas {
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

    /** The package around the parts has no schema among the types; the library writes it from its own model. */
    private static final List<String> WITHOUT_SCHEMA =
            List.of(PACKAGE + "content-types", PACKAGE + "relationships", PACKAGE + "metadata/core-properties");

    /** What the schemas forbid and every program writes: extensions and compatibility marks. */
    private static final List<String> HARMLESS =
            List.of("strict wildcard", "Ignorable@http://schemas.openxmlformats.org/markup-compatibility/2006");

    /** Kept spaces too; they are taken away first, because the validator is slow where it finds much. */
    private static final String KEPT_SPACES = " xml:space=\"preserve\"";

    private static final SchemaTypeLoader TYPES =
            XmlBeans.typeLoaderUnion(TypeSystemHolder.typeSystem, XmlBeans.getBuiltinTypeSystem());

    private WorkbookSchemas() {}

    /** One line for each violation, beginning with the part that has it; empty for a valid workbook. */
    public static List<String> violations(Path workbook) {
        List<String> violations = new ArrayList<>();
        try (ZipFile zip = new ZipFile(workbook.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(part -> isXml(part.getName())).toList()) {
                try (InputStream part = zip.getInputStream(entry)) {
                    violations.addAll(violations(entry.getName(), part));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return violations;
    }

    private static boolean isXml(String part) {
        return part.endsWith(".xml") || part.endsWith(".rels") || part.endsWith(".vml");
    }

    private static List<String> violations(String name, InputStream part) throws IOException {
        XmlObject document;
        try {
            String xml = new String(part.readAllBytes(), StandardCharsets.UTF_8).replace(KEPT_SPACES, "");
            document = TYPES.parse(xml.substring(xml.indexOf('<')), null, new XmlOptions());
        } catch (XmlException e) {
            return List.of(name + ": is not well-formed: " + e.getMessage());
        }
        if (document.schemaType().isNoType() || document.schemaType().equals(XmlObject.type)) {
            QName root = root(document);
            return WITHOUT_SCHEMA.contains(root.getNamespaceURI())
                    ? List.of()
                    : List.of(name + ": no schema knows " + root);
        }
        List<XmlError> errors = new ArrayList<>();
        document.validate(new XmlOptions().setErrorListener(errors));
        return errors.stream()
                .filter(error -> HARMLESS.stream().noneMatch(error.getMessage()::contains))
                .map(error -> name + ": " + error.getMessage())
                .toList();
    }

    private static QName root(XmlObject document) {
        try (var cursor = document.newCursor()) {
            cursor.toFirstChild();
            return cursor.getName();
        }
    }
}
