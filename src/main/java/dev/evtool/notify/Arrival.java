package dev.evtool.notify;

import com.rabbitmq.client.AMQP;

/// A message as a broker delivered it.
///
/// @param tag for its acknowledgement
/// @param redelivered whether the broker may have delivered it before
@SuppressWarnings("ArrayRecordComponent") // never compared
record Arrival(long tag, boolean redelivered, String exchange, String routingKey, AMQP.BasicProperties properties,
        byte[] body) {}
