package dev.evtool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.schema.Mutation.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Breaks valid notifications of every event in every way, at every depth, and looks whether that is found.
class MutationTest {

    private static final int TRIES = 400;
    /// Some things are in few messages.
    private static final int MOST_TRIES = 8_000;
    private static final double FOUND = 0.99;

    private final JsonMapper json = JsonMapper.shared();
    private final RecordCheck check = RecordJudge.of(Catalog.shipped(), null, false).get();

    private Judgement judge(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return check.check(bytes, 0, bytes.length, Places.counted(bytes, 0, 1, 1));
    }

    private static boolean isReported(Judgement judgement) {
        return judgement.verdict() != Verdict.VALID || !judgement.violations().isEmpty();
    }

    @Test
    void whatIsMadeIsValid() {
        SamplePayloads samples = new SamplePayloads(new Random(1));
        for (int i = 0; i < 1000; i++) {
            String text = json.writeValueAsString(samples.message());
            Judgement judgement = judge(text);
            assertEquals("VALID []", judgement.verdict().name() + ' ' + judgement.violations(), text);
        }
    }

    @ParameterizedTest
    @EnumSource(Mutation.class)
    void breakingOnesAreFoundAndHarmlessOnesAreNot(Mutation mutation) {
        Random random = new Random(mutation.name().hashCode());
        SamplePayloads samples = new SamplePayloads(random);
        int changed = 0;
        int reported = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < MOST_TRIES && changed < TRIES; i++) {
            Map<String, Object> message = samples.message();
            List<Target> targets = new ArrayList<>();
            collect(message.get("payload"), random, samples, targets);
            Collections.shuffle(targets, random);
            if (targets.stream().noneMatch(mutation::change)) {
                continue; // nothing in this one can be changed so
            }
            changed++;
            String text = json.writeValueAsString(message);
            Judgement judgement = judge(text);
            reported += isReported(judgement) ? 1 : 0;
            if (isReported(judgement) != mutation.isBreaking()) {
                wrong.add(judgement + " of " + text);
            }
        }
        assertTrue(changed >= TRIES / 20, changed + " changed");
        if (mutation.isBreaking()) {
            assertTrue(reported >= FOUND * changed, reported + " of " + changed + " found; not: " + wrong);
        } else {
            assertEquals(List.of(), wrong);
        }
    }

    private static void collect(Object value, Random random, SamplePayloads samples, List<Target> targets) {
        if (value instanceof Map<?, ?> map) {
            if (map.containsKey("nova_object.name")) {
                Map<String, Object> object = Target.map(map);
                targets.add(new Target(random, samples.schema(object), object,
                        Target.map(object.get("nova_object.data"))));
            }
            map.values().forEach(v -> collect(v, random, samples, targets));
        } else if (value instanceof List<?> list) {
            list.forEach(v -> collect(v, random, samples, targets));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"uuid\":", "\"nova_object.version\":", "\"event_type\":", "\"payload\":"})
    void aMemberThatStandsTwiceIsFound(String member) {
        SamplePayloads samples = new SamplePayloads(new Random(7));
        int changed = 0;
        for (int i = 0; i < TRIES; i++) {
            String text = json.writeValueAsString(samples.message());
            int at = text.indexOf(member);
            if (at > 0) {
                changed++;
                Judgement judgement = judge(text.substring(0, at) + member + "\"x\"," + text.substring(at));
                assertEquals(Verdict.INVALID, judgement.verdict(), text);
                assertTrue(judgement.violations().stream().anyMatch(v -> v.rule() == Rule.DUPLICATE),
                        judgement.toString());
            }
        }
        assertTrue(changed > TRIES / 4, changed + " changed");
    }

    @Test
    void howTheTextIsWrittenDoesNotMatter() {
        SamplePayloads samples = new SamplePayloads(new Random(9));
        for (int i = 0; i < TRIES; i++) {
            Map<String, Object> message = samples.message();
            String pretty = json.writerWithDefaultPrettyPrinter().writeValueAsString(message);
            String escaped = pretty.replace("nova_object", "nova\\u005fobject").replace("\"event_type\"",
                    "\"event\\u005Ftype\"");
            for (String text : List.of(pretty, pretty.replace("\n", "\r\n"), pretty.replace("  ", "\t"))) {
                assertEquals(Verdict.VALID, judge(text).verdict(), text);
            }
            assertEquals(Verdict.VALID, judge(escaped).verdict(), escaped);
        }
    }
}
