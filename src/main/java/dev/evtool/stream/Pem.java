package dev.evtool.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// One block of a PEM file (RFC 7468): what stands between `-----BEGIN LABEL-----` and the end.
///
/// @param label such as `CERTIFICATE`
/// @param encrypted whether a header says that the bytes are encrypted, as old OpenSSL wrote keys (RFC 1421)
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pem(String label, byte[] der, boolean encrypted) {

    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";
    private static final int MOST_BLOCKS = 1000;
    private static final int DER_SEQUENCE = 0x30;

    /// The blocks of a file, in their order; text around them is allowed and means nothing.
    ///
    /// @throws StreamException.Unreadable if there is none, or one is broken
    static List<Pem> blocks(SmallFile file, byte[] contents) throws StreamException.Unreadable {
        List<Pem> blocks = new ArrayList<>();
        String text = new String(contents, StandardCharsets.ISO_8859_1);
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
            int label = begin + BEGIN.length();
            int body = text.indexOf(DASHES, label);
            String name = body < 0 ? "" : text.substring(label, body);
            int end = body < 0 ? -1 : text.indexOf("-----END " + name + DASHES, body);
            if (end < 0 || name.length() > 40 || blocks.size() >= MOST_BLOCKS) {
                throw bad(file, end < 0 ? "is cut off: a block has no end" : "is not PEM", "copy the file again");
            }
            blocks.add(block(file, name, text.substring(body + DASHES.length(), end)));
        }
        if (blocks.isEmpty()) {
            boolean der = contents[0] == DER_SEQUENCE;
            throw bad(file, der ? "is DER, not PEM" : "is not PEM: it has no -----BEGIN …-----",
                    der ? "openssl x509 -inform der -in " + file.path() + " -out FILE.pem (for a key: openssl pkey)"
                            : "give a PEM file");
        }
        return blocks;
    }

    private static Pem block(SmallFile file, String label, String body) throws StreamException.Unreadable {
        // headers, if any, end with an empty line
        int headers = body.contains(":") ? Math.max(0, body.replace("\r", "").indexOf("\n\n")) : 0;
        String base64 = body.replace("\r", "").substring(headers).replaceAll("\\s", "");
        try {
            return new Pem(label, Base64.getDecoder().decode(base64), body.contains("ENCRYPTED"));
        } catch (IllegalArgumentException e) {
            // not as the cause: its message may quote a key
            throw bad(file, "is damaged: the block " + label + " is not base64", "copy the file again");
        }
    }

    static StreamException.Unreadable bad(SmallFile file, String why, String next) {
        return new StreamException.Unreadable(new Problem(file.what() + ": " + file.path() + " " + why, null, next),
                null);
    }
}
