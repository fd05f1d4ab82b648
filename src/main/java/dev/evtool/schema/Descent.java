package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes into records: tells what each is, and what stands in it - dump, envelope, message, payload. Used again from record to
/// record; not for several threads.
final class Descent {

    /// A dump of an envelope of a message of a payload, and some more.
    private static final int DEEPEST = 8;

    /// Who is told of what is found on the way, from the outside inwards.
    interface Finder {

        /// What is told from now on stands in this layer.
        void in(Layer layer);

        /// Whether somebody takes the value as it is, so that nothing more is told of it.
        ///
        /// @param kind what it is known for; null where that is nothing, or a versioned object
        /// @param payload whether it is a versioned object
        default boolean takes(int token, @Nullable Kind kind, boolean payload) {
            return false;
        }

        /// A record of a known kind.
        void record(Kind kind, int token);

        /// A versioned object.
        void payload(int token);

        /// Nobody knows what stands inside of a record of this kind, which was told before.
        ///
        /// @param token of what stands inside
        void strange(Kind kind, int token);

        /// What is packed into a string is no JSON, or cannot be unpacked.
        ///
        /// @param at where in the whole record
        void unreadable(Layer within, int token, int at, String message, @Nullable String likely);
    }

    private final Recognition recognition;
    private final @Nullable Kind forced;
    private final boolean forcedPayload;
    private final Finder finder;
    private final List<Layer> layers = new ArrayList<>();
    private int depth;

    /// @param forced what every record is taken for; null to tell it by its members
    /// @param forcedPayload whether every record is taken for a versioned object
    Descent(Recognition recognition, @Nullable Kind forced, boolean forcedPayload, Finder finder) {
        this.recognition = recognition;
        this.forced = forced;
        this.forcedPayload = forcedPayload;
        this.finder = finder;
    }

    /// The layer of the record itself.
    Layer outermost() {
        return layer(0);
    }

    /// Goes into the record in these bytes.
    ///
    /// @return false if nobody knows it
    /// @throws JsonFormatException if it is no JSON
    boolean go(byte[] bytes, int from, int to) throws JsonFormatException {
        depth = 0;
        Layer layer = layer(0);
        layer.read(bytes, from, to);
        finder.in(layer);
        return inspect(layer, 0, true);
    }

    private Layer layer(int number) {
        if (number == layers.size()) {
            layers.add(new Layer());
        }
        return layers.get(number);
    }

    private boolean inspect(Layer layer, int token, boolean outermost) {
        JsonTape tape = layer.tape();
        boolean object = tape.first(token) == '{';
        boolean told = outermost && forced != null;
        boolean payload = object
                && ((!told && recognition.isPayload(tape, token)) || (outermost && forcedPayload));
        Kind known = !object || payload ? null : told ? forced : recognition.kind(tape, token);
        if (finder.takes(token, known, payload)) {
            return true;
        }
        if (payload) {
            finder.payload(token);
        } else if (known != null) {
            finder.record(known, token);
            int inside = known.inside() == null ? 0 : Recognition.member(tape, token, known.inside());
            if (inside != 0 && !inspectInside(layer, inside, known)) {
                finder.strange(known, inside);
            }
        }
        return payload || known != null;
    }

    private boolean inspectInside(Layer layer, int token, Kind known) {
        boolean string = layer.tape().first(token) == '"';
        if (!string || known.packing() == Kind.Packing.JSON) {
            return inspect(layer, token, false);
        }
        boolean object = layer.tape().bytes()[layer.tape().from(token) + 1] == '{';
        if (++depth > DEEPEST || (known.packing() == Kind.Packing.TEXT && !object)) {
            return false;
        }
        Layer next = layer(depth);
        int start = layer.tape().from(token) + 1;
        try {
            if (known.packing() == Kind.Packing.BASE64) {
                byte[] body = Unpacking.unpack(layer.tape().string(token));
                if (body.length == 0 || body[0] != '{') {
                    return false; // other bytes than JSON, such as protobuf, are as good a message
                }
                next.readPacked(layer, token, body);
            } else {
                next.readString(layer, token);
            }
        } catch (JsonFormatException e) {
            finder.unreadable(layer, token, next.origin(e.offset()), "no JSON in this string: " + e.getMessage(),
                    e.likelyCause());
            return true;
        } catch (IOException e) {
            finder.unreadable(layer, token, layer.origin(start), String.valueOf(e.getMessage()), null);
            return true;
        }
        finder.in(next);
        boolean recognised = inspect(next, 0, false);
        finder.in(layer);
        return recognised;
    }
}
