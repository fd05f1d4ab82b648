package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.evtool.event.Event;
import dev.evtool.notify.TapWish.Form;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

    @ParameterizedTest
    @CsvSource({"instance.*,instance.create.end,true", "instance.*,instance.,true", "instance.*,instance,false",
            "instance.*,Instance.create,false", "*.end,instance.create.end,true", "*.end,instance.create.ended,false",
            "*,anything at all,true", "a*b*c,aXbXbXc,true", "a*b*c,aXbXb,false", "a.b,a.b,true", "a.b,aXb,false",
            "**,x,true",
            "attach_volume,attach_volume,true", "*a*a*a*a*a*b,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,false"})
    void patternsAreGlobs(String pattern, String type, boolean matches) {
        assertEquals(matches, Selection.matches(pattern, type));
    }

    private static List<String> seen(Form form, String... patterns) throws InterruptedException {
        TapWish usual = TapWish.USUAL;
        Passage passage = new Passage(new TapWish(usual.exchanges(), usual.topics(), List.of(), List.of(patterns), form,
                usual.queue(), usual.prefetch()), false);
        for (String body : List.of("{\"event_type\": \"instance.lock\", \"payload\": {\"nova_object.data\": {}}}",
                "{\"event_type\": \"compute.instance.exists\", \"payload\": {}}",
                "{\"event_type\": \"baremetal.node.x\", \"payload\": {\"ironic_object.data\": {}}}",
                "{\"event_type\": \"identity.authenticate\", \"payload\": {\"typeURI\": \"x\"}}",
                "{\"method\": \"build\", \"args\": {}}", "no message")) {
            passage.take(RecordedMessages.of(body.getBytes(StandardCharsets.UTF_8), null));
        }
        return passage.events().stream().map(Event::type).toList();
    }

    @Test
    void straysAreShownOnlyWhereAllIsWanted() throws Exception {
        assertEquals(List.of("instance.lock", "compute.instance.exists", "baremetal.node.x", "identity.authenticate",
                "oslo.rpc.build", "amqp.message"), seen(Form.ANY));
        assertEquals(List.of("instance.lock", "baremetal.node.x"), seen(Form.VERSIONED));
        assertEquals(List.of("compute.instance.exists", "identity.authenticate"), seen(Form.LEGACY));
        assertEquals(List.of("instance.lock", "compute.instance.exists"), seen(Form.ANY, "*instance*"));
        assertEquals(List.of("instance.lock", "identity.authenticate"), seen(Form.ANY, "instance.lock", "identity.*"));
        assertEquals(List.of("instance.lock"), seen(Form.VERSIONED, "instance.*", "compute.*"));
    }
}
