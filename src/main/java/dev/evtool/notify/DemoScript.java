package dev.evtool.notify;

import dev.evtool.notify.DemoScene.Part;
import dev.evtool.notify.DemoScene.Service;
import dev.evtool.notify.DemoScene.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can happen in the [DemoCloud], out of `demo-scenes.txt`, and the texts of its messages, out of
/// `demo-payloads.txt`, which say how they are written.
final class DemoScript {

    /// What texts speak of.
    interface Variables {

        /// The value of a name; `null` if it is the name of a text, or of nothing.
        @Nullable
        String value(String name);
    }

    private static final Pattern VARIABLE = Pattern.compile("@([a-z0-9_]+)(\\??)@");
    /// The value of a variable that has none.
    private static final String NONE = "-";

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Service> services = new HashMap<>();
    private final List<DemoScene> scenes = new ArrayList<>();

    private DemoScript() {}

    static DemoScript load() {
        DemoScript script = new DemoScript();
        String name = "";
        for (String line : lines("demo-payloads.txt")) {
            if (line.startsWith("[") && line.endsWith("]") && line.indexOf('"') < 0) {
                name = line.substring(1, line.length() - 1);
            } else {
                script.texts.merge(name, line, (before, more) -> before + " " + more);
            }
        }
        lines("demo-scenes.txt").forEach(line -> script.line(line.split("\\s+", -1)));
        return script;
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(DemoScript.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String[] words) {
        switch (words[0]) {
            case "service" -> services.put(words[1],
                    new Service(words[2], words[3], words[4], words[5], words.length > 6));
            case "scene" -> scenes.add(new DemoScene(words[1], Part.valueOf(words[2].toUpperCase(Locale.ROOT)),
                    values(words, 3), new ArrayList<>()));
            default -> scenes.getLast().steps().add(new Step(Double.parseDouble(words[0]),
                    Objects.requireNonNull(services.get(words[1]), words[1]), words[2], words[3], values(words, 4),
                    marks(words)));
        }
    }

    private static Map<String, String> values(String[] words, int from) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = from; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals > 0) {
                values.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
        }
        return values;
    }

    private static Set<String> marks(String[] words) {
        Set<String> marks = new TreeSet<>();
        for (String word : words) {
            if (word.startsWith("!")) {
                marks.add(word);
            }
        }
        return marks;
    }

    List<DemoScene> scenes() {
        return scenes;
    }

    /// The text of that name, with its variables replaced.
    String text(String name, Variables variables) {
        return filled("@" + name + "@", variables);
    }

    /// A text with its variables replaced.
    String filled(String text, Variables variables) {
        StringBuilder out = new StringBuilder(text.length());
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            variable.appendReplacement(out, Matcher.quoteReplacement(
                    value(variable.group(1), !variable.group(2).isEmpty(), variables)));
        }
        return variable.appendTail(out).toString();
    }

    private String value(String name, boolean quoted, Variables variables) {
        String own = variables.value(name);
        String value = own == null ? texts.get(name) : own;
        if (value == null) {
            throw new IllegalStateException("the demo's script has no @" + name + "@");
        }
        if (value.equals(NONE)) {
            return quoted ? "null" : "";
        }
        String full = filled(value, variables);
        return quoted ? "\"" + full + "\"" : full;
    }
}
