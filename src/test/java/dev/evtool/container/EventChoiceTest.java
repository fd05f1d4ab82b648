package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventChoiceTest {

    private static final String ID = "3277ec2e57cde72cbd20a1fea4bb4444e29df67f6fc27e60f8532b733b7ef400";

    private static Event event(String object, String action, String target, Object... facts) {
        Map<String, Object> row = new HashMap<>();
        row.put("object", object);
        row.put("action", action);
        row.put("target", target);
        if (object.equals("container")) {
            row.put("container", target);
        }
        for (int i = 0; i < facts.length; i += 2) {
            row.put((String) facts[i], facts[i + 1]);
        }
        return new Event("1", "docker:///x", object + "." + action, target, Instant.EPOCH, Instant.EPOCH,
                Severity.INFO, Map.of(), Payload.json("{}"), Facts.of(List.of(row)));
    }

    private static EventChoice names(String... names) {
        return new EventChoice(new EventSelection(List.of(names), List.of(), List.of(), Map.of()));
    }

    @Test
    void withoutWishesAllAreWanted() {
        assertTrue(new EventChoice(EventSelection.ALL).wants(event("plugin", "x", "")));
    }

    @Test
    void aNameIsExactAndAnIdMayBeShortened() {
        Event web = event("container", "start", ID, "name", "web");
        assertTrue(names("web").wants(web));
        assertFalse(names("we").wants(web));
        assertTrue(names(ID).wants(web));
        assertTrue(names("3277ec").wants(web));
        assertFalse(names("327").wants(web), "too short to be no chance");
        assertFalse(names("db").wants(web));
        assertTrue(names("db", "web").wants(web));
        assertTrue(names("busybox:1").wants(event("image", "pull", "busybox:1")));
    }

    @Test
    void aContainerIsFollowedThroughItsRenameAndToItsNetworks() {
        EventChoice web = names("web");
        assertFalse(web.wants(event("network", "connect", "net1", "container", ID)), "nobody knows yet whose");
        assertTrue(web.wants(event("container", "create", ID, "name", "web")));
        assertTrue(web.wants(event("network", "connect", "net1", "container", ID)));
        assertTrue(web.wants(event("container", "rename", ID, "name", "shop", "old_name", "web")));
        assertTrue(web.wants(event("container", "die", ID, "name", "shop")));
        assertFalse(web.wants(event("container", "die", "ff" + ID.substring(2), "name", "shop")));
    }

    @Test
    void aNameThatIsGivenUpIsTheOldName() {
        assertTrue(names("web").wants(event("container", "rename", ID, "name", "shop", "old_name", "web")));
    }

    @Test
    void typesActionsAndLabelsMustAllHold() {
        EventChoice choice = new EventChoice(new EventSelection(List.of(), List.of("container"),
                List.of("die", "oom"), Map.of("app", "shop", "tier", "")));
        Map<String, String> labels = Map.of("app", "shop", "tier", "front");
        assertTrue(choice.wants(event("container", "die", ID, "labels", labels)));
        assertFalse(choice.wants(event("container", "start", ID, "labels", labels)));
        assertFalse(choice.wants(event("image", "die", ID, "labels", labels)));
        assertFalse(choice.wants(event("container", "oom", ID, "labels", Map.of("app", "shop"))));
        assertFalse(choice.wants(event("container", "oom", ID, "labels", Map.of("app", "x", "tier", ""))));
        assertFalse(choice.wants(event("container", "oom", ID)));
        assertEquals(List.of(true, false),
                List.of(choice.isAbout(event("container", "start", ID, "labels", labels)),
                        choice.isAbout(event("container", "start", ID))));
    }
}
