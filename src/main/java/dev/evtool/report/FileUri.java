package dev.evtool.report;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Names of files as URI references (RFC 3986): relative ones stay relative.
final class FileUri {

    private static final String PLAIN = "-._~/";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private FileUri() {}

    /// Every name has one: what a URI may not hold is percent-encoded, a colon too, before which there would be a scheme.
    /// Cut to what [Clip] leaves whole, which is more than systems allow names to have.
    static String of(String file) {
        String bounded = Clip.wellFormed(file.startsWith("./") ? file.substring(2) : file);
        StringBuilder uri = new StringBuilder(bounded.length() + 16).append(isAbsolute(bounded) ? "file://" : "");
        for (byte b : bounded.getBytes(StandardCharsets.UTF_8)) {
            if (uri.length() + 3 > Clip.LONGEST) {
                break;
            }
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                uri.append(c);
            } else {
                uri.append('%').append(HEX.toHexDigits(b));
            }
        }
        return uri.toString();
    }

    static boolean isAbsolute(String file) {
        return file.startsWith("/");
    }
}
