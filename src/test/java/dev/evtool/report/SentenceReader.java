package dev.evtool.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Reads a line back by its grammar, and knows nothing of what was printed.
final class SentenceReader {

    final List<String> words = new ArrayList<>();
    String detail = "";
    final String object;
    final TreeMap<String, String> attributes = new TreeMap<>();

    private final String line;
    private int at;

    SentenceReader(String line) {
        this.line = line;
        word(" ");
        words.add(next(" "));
        words.add(next(" :"));
        if (line.startsWith(": ", at)) {
            at++;
            detail = next(" ");
        }
        object = next(" ");
        if (at < line.length()) {
            expect(" (");
            do {
                String name = word("=");
                expect("=");
                attributes.put(name, word(",)?"));
            } while (more());
        }
        if (at != line.length()) {
            throw new IllegalArgumentException("rest: " + line.substring(at));
        }
    }

    private boolean more() {
        if (line.startsWith(", ", at)) {
            at += 2;
            return true;
        }
        expect(")");
        return false;
    }

    private String next(String ends) {
        expect(" ");
        return word(ends);
    }

    private String word(String ends) {
        int start = at;
        if (line.charAt(at) != '"') {
            while (at < line.length() && !isEnd(ends)) {
                at++;
            }
            return line.substring(start, at);
        }
        for (at++; line.charAt(at) != '"'; at++) {
            at += line.charAt(at) == '\\' ? 1 : 0;
        }
        return JsonMapper.shared().readValue(line.substring(start, ++at), String.class);
    }

    /// A colon ends a word only where a blank follows.
    private boolean isEnd(String ends) {
        char c = line.charAt(at);
        return ends.indexOf(c) >= 0 && (c != ':' || line.startsWith(": ", at)) && (c != '?' || line.length() == at + 1
                || ",)".indexOf(line.charAt(at + 1)) >= 0);
    }

    private void expect(String text) {
        if (!line.startsWith(text, at)) {
            throw new IllegalArgumentException("no " + text + " at " + at + " of " + line);
        }
        at += text.length();
    }
}
