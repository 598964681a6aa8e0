package dev.caresql.excel.addin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A manifest of an Office add-in, as far as the tests ask about it. */
final class Manifest {
    private static final int RESID = 32;
    private static final int SHORT = 125;
    private static final int LONG = 250;

    private final Document document;

    Manifest(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            this.document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("no manifest: " + text, e);
        }
    }

    String id() {
        return document.getElementsByTagName("Id").item(0).getTextContent();
    }

    /** Every address of a file. */
    List<String> urls() {
        List<String> urls = new ArrayList<>();
        for (Element element : elements("//*[@DefaultValue or @Value]")) {
            String value = element.hasAttribute("Value")
                    ? element.getAttribute("Value")
                    : element.getAttribute("DefaultValue");
            if (value.startsWith("http")) {
                urls.add(value);
            }
        }
        return urls;
    }

    /** The names of the resources that are there. */
    Set<String> defined() {
        Set<String> ids = new TreeSet<>();
        elements("//*[local-name()='Resources' or name()='Resources']//*[@id]")
                .forEach(one -> ids.add(one.getAttribute("id")));
        return ids;
    }

    /** The names of the resources that are asked for. */
    Set<String> referred() {
        Set<String> ids = new TreeSet<>();
        elements("//*[@resid]").forEach(one -> ids.add(one.getAttribute("resid")));
        return ids;
    }

    /** What stands before the dot of every function. */
    String namespace() {
        return elements("//*[@id='Functions.Namespace']").get(0).getAttribute("DefaultValue");
    }

    /** The lengths at which Office refuses a manifest. */
    void requireOfficesLimits() {
        assertThat(defined()).allMatch(id -> id.length() <= RESID);
        elements("//*[name()='bt:ShortStrings']//*")
                .forEach(one -> assertThat(value(one)).hasSizeLessThanOrEqualTo(SHORT));
        elements("//*[name()='bt:LongStrings']//*")
                .forEach(one -> assertThat(value(one)).hasSizeLessThanOrEqualTo(LONG));
    }

    private static String value(Element element) {
        return element.hasAttribute("Value") ? element.getAttribute("Value") : element.getAttribute("DefaultValue");
    }

    private List<Element> elements(String path) {
        try {
            NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            List<Element> elements = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                elements.add((Element) nodes.item(i));
            }
            return elements;
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
