package dev.evtool.notify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;

/// The body of a message as a driver of oslo.messaging sends it (`oslo-notifications.md`, 2 and 3).
///
/// @param enveloped as the driver `messagingv2` does
/// @param compressed as with the setting `kombu_compression=gzip`, which is a zlib stream
record EmittedBody(boolean enveloped, boolean compressed) {

    /// What the header `compression` says of it.
    static final String COMPRESSION = "application/x-gzip";

    byte[] of(byte[] message) {
        byte[] body = enveloped ? OsloEnvelope.around(message) : message;
        return compressed ? deflated(body) : body;
    }

    private static byte[] deflated(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing fails in memory
        }
        return packed.toByteArray();
    }
}
