package dev.evtool.report;

import java.io.IOException;

/// The cases of one input. All texts it is given are XML already. Held until the end, as their counts stand before them.
final class JunitSuite {

    private final String input;
    private final String name;
    private final StringBuilder cases = new StringBuilder();
    private long tests;
    private long failures;
    private long errors;
    private long furtherFailing;
    private long furtherPassing;

    /// @param input the input, as records name it
    /// @param name the same as XML
    JunitSuite(String input, String name) {
        this.input = input;
        this.name = name;
    }

    boolean isOf(String other) {
        return input.equals(other);
    }

    /// @param said what there is to say of it nevertheless, empty for nothing
    void pass(String test, String said) {
        begin(test);
        if (said.isEmpty()) {
            cases.append("/>\n");
        } else {
            cases.append("><system-out>").append(said).append("</system-out></testcase>\n");
        }
    }

    void failure(String test, long line, String type, String message, String text) {
        begin(test);
        cases.append(" file=\"").append(name).append("\" line=\"").append(line).append('"');
        outcome("failure", type, message, text);
        failures++;
    }

    /// An input that could not be read.
    void error(String message, String text) {
        begin("read");
        outcome("error", "unread", message, text);
        errors++;
    }

    void furtherFailure() {
        furtherFailing++;
    }

    void furtherPass() {
        furtherPassing++;
    }

    private void begin(String test) {
        tests++;
        cases.append("<testcase classname=\"").append(name).append("\" name=\"").append(test).append('"');
    }

    private void outcome(String element, String type, String message, String text) {
        cases.append("><").append(element).append(" type=\"").append(type).append("\" message=\"").append(message)
                .append("\">").append(text).append("</").append(element).append("></testcase>\n");
    }

    void write(LineWriter out) throws IOException {
        if (furtherFailing > 0) {
            String text = Counted.text(furtherFailing, "further record") + " failed; the JSON report has them all";
            begin("further records that fail");
            outcome("failure", "further", text, text);
            failures++;
        }
        if (furtherPassing > 0) {
            pass("further records that pass", Counted.text(furtherPassing, "further record") + " passed");
        }
        out.line("<testsuite name=\"" + name + "\" tests=\"" + tests + "\" failures=\"" + failures + "\" errors=\""
                + errors + "\" skipped=\"0\">");
        out.text(cases);
        out.line("</testsuite>");
    }
}
