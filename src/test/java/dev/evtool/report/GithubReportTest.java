package dev.evtool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Golden;
import dev.evtool.schema.Rule;
import dev.evtool.terminal.HostileText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The workflow commands, read as GitHub's documentation says that they are.
class GithubReportTest {

    /// A command as the runner understands it.
    private record Command(String name, Map<String, String> properties, String message) {

        private static final Set<String> KNOWN = Set.of("error", "warning", "notice");

        /// `::workflow-command parameter1={data},parameter2={data}::{command value}`, at the start of a line but for
        /// blanks.
        static List<Command> in(String log) {
            List<Command> commands = new ArrayList<>();
            for (String line : log.split("[\r\n]", -1)) {
                String trimmed = line.strip();
                int end = trimmed.indexOf("::", 2);
                if (trimmed.startsWith("::") && end > 0) {
                    commands.add(of(trimmed.substring(2, end), trimmed.substring(end + 2)));
                }
                assertFalse(line.contains("##["), line);
            }
            return commands;
        }

        private static Command of(String head, String data) {
            int blank = head.indexOf(' ');
            Map<String, String> properties = new LinkedHashMap<>();
            for (String property : head.substring(blank + 1).split(",", -1)) {
                String[] pair = property.split("=", 2);
                assertEquals(2, pair.length, head);
                properties.put(pair[0], plain(pair[1].replace("%3A", ":").replace("%2C", ",")));
            }
            return new Command(head.substring(0, blank), properties, plain(data));
        }

        private static String plain(String escaped) {
            return escaped.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
        }
    }

    private static String github(Judged judged) throws IOException {
        return judged.report(GithubReport::new);
    }

    @Test
    void mixed() throws IOException {
        Golden.check("report/validate-github", github(Judged.mixed()));
    }

    @Test
    void valuesArriveAsTheyWere() throws IOException {
        String odd = "50%: a,b=c%0A::error::%25";
        Judged judged = new Judged().invalid("./dir/" + odd, Judged.error(Rule.TYPE, "/" + odd, odd, odd));
        Command command = Command.in(github(judged)).getFirst();
        assertEquals("error", command.name());
        assertEquals(
                Map.of("file", "dir/" + odd, "line", "3", "col", "120", "title", "InstanceCreatePayload 1.8: type"),
                command.properties());
        assertEquals("/" + odd + ": " + odd + "\n" + odd, command.message());
    }

    /// Of three broken files, one of them with more than GitHub shows, the first ten annotations tell of each.
    @Test
    void theFirstTenTellOfEachFile() throws IOException {
        Judged judged = new Judged();
        for (int i = 0; i < 100; i++) {
            judged.invalid("a.json", Judged.error(Rule.UNKNOWN_FIELD, "/payload/name" + i % 30, "no such field", null));
        }
        judged.invalid("b.json", Judged.type()).invalid("b.json", Judged.type(), Judged.misnamed());
        judged.invalid("c.json", Judged.type());
        List<Command> commands = Command.in(github(judged));
        assertEquals(List.of("a.json", "b.json", "c.json", "a.json", "b.json", "a.json"),
                commands.stream().limit(6).map(command -> command.properties().get("file")).toList());
        assertTrue(commands.get(0).message().endsWith("\n(3 more like it in this file)"), commands.get(0).message());
        assertTrue(commands.get(1).message().endsWith("\n(1 more like it in this file)"), commands.get(1).message());
        assertEquals(33, commands.size());
    }

    @Test
    void manyAreBoundedAndTheRestIsCounted() throws IOException {
        Judged judged = new Judged();
        for (int i = 0; i < 20_000; i++) {
            judged.invalid("f" + i, Judged.type());
        }
        String log = github(judged);
        assertEquals(50, Command.in(log).size());
        assertTrue(log.endsWith("evtool validate: 20000 records in 20000 inputs: 20000 invalid (20000 errors, "
                + "0 warnings); 19950 of the findings are in none of these annotations\n"), log);
    }

    @Test
    void nothingFromOutsideBecomesACommand() throws IOException {
        Random random = new Random(7);
        List<String> texts = new ArrayList<>(List.of("\n::error::x", "\r\n::stop-commands::x", "##[error]x",
                "::add-mask::x", "%0A::error::x", "a::b", "\u2028::error::x", "\u0085::error::x"));
        for (int i = 0; i < 500; i++) {
            texts.add(HostileText.next(random) + texts.get(i % 8) + HostileText.next(random));
        }
        int expected = Command.in(github(Judged.hostile("x"))).size();
        for (String text : texts) {
            List<Command> commands = Command.in(github(Judged.hostile(text)));
            assertEquals(expected, commands.size(), text);
            assertTrue(commands.stream().allMatch(command -> Command.KNOWN.contains(command.name())), text);
        }
        assertTrue(github(Judged.hostile(":".repeat(10_000_000))).length() < 50_000);
    }
}
