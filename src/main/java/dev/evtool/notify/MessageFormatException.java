package dev.evtool.notify;

/// A message that is no notification; it says why, as the rest of a sentence about "it".
final class MessageFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    MessageFormatException(String what) {
        super(what);
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
