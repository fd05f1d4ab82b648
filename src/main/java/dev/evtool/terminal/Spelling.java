package dev.evtool.terminal;

import java.util.HexFormat;

/// How a character is written that must not be sent as it is.
enum Spelling {
    /// `\n \r \t \x1b \u202e \U000e0041`.
    TEXT {
        @Override
        void spell(StringBuilder out, int c) {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x80) {
                        invalid(out, (byte) c);
                    } else if (c < 0x10000) {
                        out.append("\\u").append(HEX.toHexDigits((char) c));
                    } else {
                        out.append("\\U").append(HEX.toHexDigits(c));
                    }
                }
            }
        }
    },
    /// `\u001b`, `\udb40\udc41`; the white space that JSON may have between its tokens becomes a blank.
    JSON {
        @Override
        void spell(StringBuilder out, int c) {
            if (c == '\n' || c == '\r' || c == '\t') {
                out.append(' ');
                return;
            }
            for (char half : Character.toChars(c)) {
                out.append("\\u").append(HEX.toHexDigits(half));
            }
        }
    },
    /// `\n \r \t \u001b \udb40\udc41`, as in a text of JSON.
    QUOTED {
        @Override
        void spell(StringBuilder out, int c) {
            if (c == '\n' || c == '\r' || c == '\t') {
                TEXT.spell(out, c);
            } else {
                JSON.spell(out, c);
            }
        }
    };

    private static final HexFormat HEX = HexFormat.of();

    abstract void spell(StringBuilder out, int c);

    /// A byte that is no part of a character: `\xff`.
    static void invalid(StringBuilder out, byte b) {
        out.append("\\x").append(HEX.toHexDigits(b));
    }
}
