package dev.evtool.notify;

import org.jspecify.annotations.Nullable;

/// A message out of its envelope, with what its event needs to be known by.
///
/// @param json the message itself
/// @param redacted whether secrets were taken out of it
/// @param head what was found in it
/// @param remark what a reader of oslo.messaging would not accept about it, as the rest of a sentence about "it";
///     `null` if it would take the message as evtool does
@SuppressWarnings("ArrayRecordComponent") // never compared
record OsloMessage(byte[] json, Wrapping wrapping, boolean redacted, OsloHead head, @Nullable String remark) {

    /// How the message stood on the wire.
    enum Wrapping {
        /// As it is, which oslo calls version 1.0.
        BARE,
        /// In an envelope 2.0 that can be made again from the message, byte for byte.
        ENVELOPE,
        /// In another spelling of either, or compressed.
        OTHER
    }

    /// The members of a message that tell what it is; empty where they are not there.
    ///
    /// @param eventType `null` if it is no notification
    /// @param method what a remote call calls; `null` if it is none
    /// @param subject what the payload is about: the most telling of the usual ids that it has
    /// @param outcome of a CADF event
    /// @param versioned whether the payload is a versioned object
    record OsloHead(@Nullable String eventType, @Nullable String method, String priority, String timestamp,
            String uniqueId, String messageId, String subject, String outcome, boolean versioned) {

        /// Of what is no message at all.
        static final OsloHead NONE = new OsloHead(null, null, "", "", "", "", "", "", false);
    }
}
