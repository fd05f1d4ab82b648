package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What wrong words get: what is wrong, what to do, exit 2, and nothing on stdout.
class UsageErrorTest {

    static final String[] WRONG = {"wach", "ptp", "ptp wach", "ptp watch", "ptp watch --prox http://x",
            "ptp watch --demo --proxy http://localhost", "ptp watch --proxy ftp://x",
            "ptp watch --proxy http://a:b@host",
            "ptp watch --demo --resource lock", "ptp watch --demo -o xml", "ptp watch --demo -o template",
            "ptp watch --demo --template {{node", "ptp watch --demo --limit 0", "ptp watch --demo --limit ten",
            "ptp watch --demo --timeout soon", "ptp watch --demo --since yesterday", "ptp watch --demo -f state=1",
            "ptp watch --demo -f stat==\"LOCKED\"", "ptp watch --demo --until-match (",
            "ptp watch --demo --since 1m --until 2m", "ptp watch --proxy localhost --listen nonsense", "tail",
            "tail http://localhost:9043", "tail demo:xyz", "tail ptp://localhost?nod=a",
            "ptp watch --proxy localhost --token s3cr3t", "tail ptps://localhost?token=s3cr3t",
            "ptp state --proxy localhost --key x", "ptp doctor --proxy localhost --listen-ca x",
            "ptp state --proxy https://localhost?tokn=s3cr3t", "tail ptps://localhost?insecure=yes",
            "tail ptps://localhost?ca=", "ptp watch --proxy localhost --poll 1s --listen-cert x", "record demo:ptp",
            "demo ptp --speed 0", "demo ptp --api v3", "demo ptp --spelling middle", "help nonsense",
            "events -e ftp://x", "events -e tcp://node1:2375", "events -e /tmp/x.sock", "events -e ssh://me@node1",
            "events -e docker://me:s3cr3t@node1", "events -e docker://node1:x", "events -e containerd://node1:1",
            "events -e docker:// --type contaner", "events -e docker:// --action strat",
            "events -e docker:// --action destory,die", "events -e docker:// --label =x",
            "events -e docker:// --label a=1 --label a=2", "events -e docker:// --since 1m --until 2m",
            "events -e docker:// --no-follow --since +1m", "events --demo -e docker://",
            "events -e docker:// -f labels.app==1",
            "events stat", "events state -e x", "tail docker://x?token=s3cr3t",
            "schema show InstancePaylod", "schema show InstancePayload@1.7", "schema list --catalog nvoa",
            "schema diff shipped", "schema diff a b --renamed x", "schema infer x --enums -1",
            "ptp watch --demo --color sometimes",
            "ptp watch --demo -o json --template x"};

    @Test
    void wrongWordsAreExplained() {
        StringBuilder all = new StringBuilder();
        for (String words : WRONG) {
            Call call = Call.of(words.split(" "));
            all.append("$ evtool ").append(words).append('\n').append(call.transcript()).append('\n');
            assertEquals(2, call.exit(), words);
            assertEquals("", call.out(), words);
            assertTrue(call.err().startsWith("evtool: "), call.err());
            assertFalse(call.err().contains("\tat "), call.err());
        }
        Golden.check("cli/usage-errors", all.toString());
    }

    @Test
    void aPastedPasswordIsNotRepeated() {
        assertFalse(Call.of("ptp", "watch", "--proxy", "http://me:hunter2@host").err().contains("hunter2"));
        assertFalse(Call.of("tail", "ptp://me:hunter2@host").err().contains("hunter2"));
        assertFalse(Call.of("ptp", "watch", "--proxy", "me:hunter2@host:1:2").err().contains("hunter2"));
        assertFalse(Call.of("ptp", "watch", "--proxy", "host:1:2?token=hunter2").err().contains("hunter2"));
        assertFalse(Call.of("tail", "ptps://host:x?token=hunter2").err().contains("hunter2"));
        assertFalse(
                Call.of("ptp", "watch", "--proxy", "h", "--advertise", "h:x?token=hunter2").err().contains("hunter2"));
    }

    @Test
    void variablesStandForOptions() {
        Map<String, String> environment = Map.of("EVTOOL_LIMIT", "0", "LANG", "C.UTF-8");
        assertTrue(Call.with("", environment, "ptp", "watch", "--demo").err().contains("--limit 0"));
        assertEquals(0,
                Call.with("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}\n", environment,
                        "tail", "-", "--limit", "1").exit(),
                "the command line counts more than the environment");
    }

    @Test
    void aCaptureIsNeverOverwritten(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("c.ndjson"), "precious\n");
        Call call = Call.of("record", "demo:ptp", "-w", file.toString());
        assertEquals(2, call.exit(), call.err());
        assertEquals("precious\n", Files.readString(file));
    }
}
