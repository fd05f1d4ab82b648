package dev.evtool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Golden;
import dev.evtool.terminal.HostileText;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// JUnit XML, against a schema of what its readers have in common.
class JunitReportTest {

    private static Schema schema;

    @BeforeAll
    static void readSchema() throws SAXException {
        schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(JunitReportTest.class.getResource("/report/junit.xsd"));
    }

    private static String junit(Judged judged) throws IOException {
        return judged.report(JunitReport::new);
    }

    /// The suites, which are valid and whose counts are true.
    private static List<Element> suites(String xml) throws IOException, SAXException, ParserConfigurationException {
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
        List<Element> suites = elements(document.getElementsByTagName("testsuite"));
        for (Element suite : suites) {
            Set<String> names = new HashSet<>();
            elements(suite.getElementsByTagName("testcase"))
                    .forEach(test -> assertTrue(names.add(test.getAttribute("name")), test.getAttribute("name")));
            assertEquals(Integer.parseInt(suite.getAttribute("tests")), names.size());
            assertEquals(count(suite, "failures"), suite.getElementsByTagName("failure").getLength());
            assertEquals(count(suite, "errors"), suite.getElementsByTagName("error").getLength());
        }
        return suites;
    }

    private static int count(Element suite, String attribute) {
        return Integer.parseInt(suite.getAttribute(attribute));
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void mixed() throws Exception {
        List<Element> suites = suites(junit(Judged.mixed()));
        assertEquals(List.of("samples/a.ndjson", "samples/b.ndjson", "samples/secret.json", "standard input"),
                suites.stream().map(suite -> suite.getAttribute("name")).toList());
        assertEquals(140, count(suites.get(0), "tests"));
        assertEquals(3, count(suites.get(1), "failures"));
        assertEquals(1, count(suites.get(2), "errors"));
        assertEquals("1 instance.create.end InstanceCreatePayload 1.12",
                elements(suites.getFirst().getElementsByTagName("testcase")).getFirst().getAttribute("name"));
        Golden.check("report/validate-junit", junit(new Judged().valid("a.ndjson", 2).newer("a.ndjson", 1)
                .invalid("b.ndjson", Judged.type(), Judged.misnamed(), Judged.warning()).cutShort()));
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() {
        assertThrows(SAXException.class, () -> suites("<testsuites><testsuite name='a'/></testsuites>"));
        assertThrows(SAXException.class, () -> suites("<testsuites><testcase name='a'/></testsuites>"));
    }

    /// GitLab takes 30 MB and 250,000 parts of a document; 100,000 cases that pass are worth neither.
    @Test
    void manyRecordsMakeNoAbsurdFile() throws Exception {
        Judged judged = new Judged().valid("a", 100_000);
        for (int i = 0; i < 20_000; i++) {
            judged.invalid("b", Judged.type(), Judged.misnamed());
        }
        String xml = junit(judged);
        assertTrue(xml.length() < 8_000_000, () -> xml.length() + " characters");
        List<Element> suites = suites(xml);
        assertEquals(10_001, count(suites.get(0), "tests"));
        assertTrue(xml.contains("90000 further records passed"));
        assertEquals(5_001, count(suites.get(1), "failures"));
        assertTrue(xml.contains("15000 further records failed"));
    }

    @Test
    void isWellFormedWhateverRecordsHold() throws Exception {
        Random random = new Random(13);
        List<String> texts = new ArrayList<>(List.of("]]>", "<![CDATA[", "-->", "&lt;", "\u0000\u0008\ufffe\uffff",
                "\ud800", "\udfff", "\"'<>&", "\u0085\u2028", "<!DOCTYPE x [<!ENTITY a \"b\">]>"));
        for (int i = 0; i < 100; i++) {
            texts.add(HostileText.next(random));
        }
        for (String text : texts) {
            String xml = junit(Judged.hostile(text));
            assertEquals(1, suites(xml).size(), text);
            assertFalse(xml.contains("\u202e"), text);
        }
        assertTrue(junit(Judged.hostile("<".repeat(10_000_000))).length() < 200_000);
    }
}
