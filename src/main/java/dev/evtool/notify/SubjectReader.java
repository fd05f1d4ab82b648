package dev.evtool.notify;

import dev.evtool.event.JsonCursor;
import dev.evtool.event.JsonFormatException;
import java.nio.charset.StandardCharsets;

/// Reads what a payload is about, wherever services put that (`oslo-notifications.md`, 4 to 6):
/// in the data of a versioned object, in the payload itself, one level deeper (`{"port": {"id": ...}}`), or in
/// `target` of a CADF event, whose own `id` says nothing. Not for several threads.
final class SubjectReader {

    private static final String DATA = ".data";

    private final JsonCursor json;
    private byte[] message = new byte[0];
    private String id = "";
    private String nested = "";
    private String target = "";
    private int rank;
    private int nestedRank;
    private boolean cadf;
    private boolean versioned;
    private String outcome = "";

    /// @param json stands on the payload when one is to be read
    SubjectReader(JsonCursor json) {
        this.json = json;
    }

    void forget() {
        id = "";
        nested = "";
        target = "";
        rank = SubjectNames.NONE;
        nestedRank = SubjectNames.NONE;
        cadf = false;
        versioned = false;
        outcome = "";
    }

    /// Over the payload at hand, which may be anything.
    void read(byte[] text) throws JsonFormatException {
        forget();
        message = text;
        if (!json.isObject()) {
            json.skip();
            return;
        }
        json.enter();
        while (json.next()) {
            String name = json.name();
            if (!json.isObject()) {
                plain(name);
            } else if (name.endsWith(DATA)) {
                versioned = true;
                data();
            } else {
                inner(name);
            }
        }
    }

    /// The id, or else the name, that the payload is about; empty if it has none.
    String subject() {
        if (cadf) {
            return target;
        }
        return rank >= SubjectNames.FIRST_NAME && !nested.isEmpty() ? nested : id;
    }

    /// Whether the payload is a versioned object, of whatever project.
    boolean isVersioned() {
        return versioned;
    }

    /// Of a CADF event.
    String outcome() {
        return outcome;
    }

    private void data() throws JsonFormatException {
        json.enter();
        while (json.next()) {
            plain(json.name());
        }
    }

    private void plain(String name) throws JsonFormatException {
        int place = SubjectNames.rank(name);
        if (place < rank) {
            String found = scalar();
            id = found.isEmpty() ? id : found;
            rank = found.isEmpty() ? rank : place;
        } else if (name.equals("outcome") && json.isString()) {
            outcome = json.word();
        } else {
            cadf |= name.equals("typeURI");
            json.skip();
        }
    }

    /// What an object in the payload says of itself; a service's own notion may be called anything.
    private void inner(String holder) throws JsonFormatException {
        json.enter();
        while (json.next()) {
            String name = json.name();
            int place = SubjectNames.rank(name);
            if (place >= SubjectNames.FIRST_NAME) {
                json.skip();
            } else if (holder.equals("target") && name.equals("id")) {
                target = scalar();
            } else if (place < nestedRank) {
                nested = scalar();
                nestedRank = nested.isEmpty() ? nestedRank : place;
            } else {
                json.skip();
            }
        }
    }

    /// A text, or a whole number, which ids of aggregates are.
    private String scalar() throws JsonFormatException {
        if (json.isString()) {
            return json.text();
        }
        int from = json.position();
        json.skip();
        return message[from] >= '0' && message[from] <= '9'
                ? new String(message, from, json.position() - from, StandardCharsets.US_ASCII)
                : "";
    }
}
