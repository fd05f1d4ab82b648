/// PTP clock events of O-RAN cloud-event-proxies: codec, REST client, push receiver, and the embedded proxy.
@NullMarked
package dev.evtool.ptp;

import org.jspecify.annotations.NullMarked;
