/// Notifications on AMQP 0-9-1 topics: OpenStack's above all, versioned and legacy (`oslo-notifications.md`).
@NullMarked
package dev.evtool.notify;

import org.jspecify.annotations.NullMarked;
