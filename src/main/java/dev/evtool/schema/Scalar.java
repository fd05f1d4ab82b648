package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Values without parts. The forms of strings are those of the wire (oslo-notifications.md 4, ptp.md, container-events.md).
enum Scalar implements Shape {
    ANY("any value", Base.ANY),
    STRING("a string", Base.STRING),
    TEXT("a string that is not empty", Base.STRING) {
        @Override
        boolean spells(byte[] text, int from, int to) {
            return from < to;
        }
    },
    /// Of 64 bits.
    INTEGER("an integer", Base.INTEGER),
    NUMBER("a number", Base.NUMBER),
    BOOLEAN("true or false", Base.BOOLEAN),
    /// A JSON object of which nothing is said.
    OBJECT("an object", Base.OBJECT),
    /// Nova's: `2026-03-04T05:06:07Z`.
    DATETIME("a time like 2026-03-04T05:06:07Z", Base.STRING) {
        @Override
        boolean spells(byte[] text, int from, int to) {
            return TextForm.isDateTime(text, from, to);
        }
    },
    RFC3339("an RFC 3339 time like 2026-03-04T05:06:07.5Z", Base.STRING) {
        @Override
        boolean spells(byte[] text, int from, int to) {
            return TextForm.isRfc3339(text, from, to);
        }
    },
    /// oslo's: a blank, no zone.
    OSLOTIME("a time like 2026-03-04 05:06:07.123456", Base.STRING) {
        @Override
        boolean spells(byte[] text, int from, int to) {
            return TextForm.isOsloTime(text, from, to);
        }
    },
    /// Only suspicious where it is none: oslo.versionedobjects warns and sends it.
    UUID("a UUID", Base.STRING) {
        @Override
        boolean spells(byte[] text, int from, int to) {
            return TextForm.isUuid(text, from, to);
        }
    },
    IP("an IPv4 or IPv6 address", Base.STRING) {
        @Override
        boolean spells(byte[] text, int from, int to) {
            return TextForm.isIp(text, from, to);
        }
    },
    MAC("a MAC address like fa:16:3e:4c:2c:30", Base.STRING) {
        @Override
        boolean spells(byte[] text, int from, int to) {
            return TextForm.isMac(text, from, to);
        }
    },
    /// A number in a string.
    DECIMAL("a string that spells a decimal number", Base.STRING) {
        @Override
        boolean spells(byte[] text, int from, int to) {
            return TextForm.isDecimal(text, from, to);
        }
    },
    /// iSulad's rows: seconds and nanoseconds.
    NANOTIME("a string of seconds, a dot and nanoseconds", Base.STRING) {
        @Override
        boolean spells(byte[] text, int from, int to) {
            return TextForm.isSeconds(text, from, to);
        }
    },
    BASE64("a string of base64", Base.STRING) {
        @Override
        boolean spells(byte[] text, int from, int to) {
            return TextForm.isBase64(text, from, to);
        }
    };

    /// What the JSON value is.
    enum Base {
        ANY, STRING, INTEGER, NUMBER, BOOLEAN, OBJECT
    }

    static final List<String> WORDS = Arrays.stream(values()).map(Scalar::toString).toList();

    private final String expected;
    private final Base base;

    Scalar(String expected, Base base) {
        this.expected = expected;
        this.base = base;
    }

    Base base() {
        return base;
    }

    String expected() {
        return expected;
    }

    /// Whether the bytes of a string without escapes have the form.
    boolean spells(byte[] text, int from, int to) {
        return true;
    }

    @Override
    public void check(Walk walk, int token) {
        JsonTape tape = walk.tape();
        byte first = tape.first(token);
        boolean fits = switch (base) {
            case ANY -> true;
            case STRING -> first == '"';
            case INTEGER -> isInteger(tape, token, first);
            case NUMBER -> first == '-' || (first >= '0' && first <= '9');
            case BOOLEAN -> first == 't' || first == 'f';
            case OBJECT -> first == '{';
        };
        if (!fits) {
            walk.type(token, expected);
        } else if (base == Base.INTEGER && !TextForm.fitsLong(tape.bytes(), tape.from(token), tape.to(token))) {
            walk.error(Rule.RANGE, token, "does not fit into 64 bits", expected, null);
        } else if (base == Base.STRING && this != STRING && !walk.spells(this, token)) {
            walk.form(token, this);
        }
    }

    private static boolean isInteger(JsonTape tape, int token, byte first) {
        if (first != '-' && (first < '0' || first > '9')) {
            return false;
        }
        int to = tape.to(token);
        for (int p = tape.from(token) + 1; p < to; p++) {
            byte b = tape.bytes()[p];
            if (b < '0' || b > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
