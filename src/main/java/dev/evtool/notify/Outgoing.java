package dev.evtool.notify;

/// A message that is ready for a topic.
///
/// @param priority of the notification, as the routing key has it: in lower case
/// @param json the message without an envelope, as oslo.messaging writes it
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Outgoing(String topic, String priority, byte[] json) {

    String routingKey() {
        return topic + "." + priority;
    }
}
