package dev.evtool.ptp;

import java.time.Duration;

/// The way of events to subscribers, which differs by API: [ProxyQueue] keeps their order, [ProxyScatter] does not.
sealed interface ProxyDelivery extends AutoCloseable permits ProxyQueue, ProxyScatter {

    /// How many events may wait.
    int MOST_WAITING = 100;
    Duration PATIENCE = Duration.ofSeconds(5);

    /// Sends an event to the subscribers its address will have when its turn comes.
    ///
    /// @param message with an id and a time
    /// @return false if too many events were waiting for five seconds, or delivery has ended: the event is dropped, as
    ///         releases since 4.19 do
    boolean send(String address, PtpMessage message) throws InterruptedException;

    ProxyCounts counts();

    /// Stops at once; what waits is lost, as with a real proxy that ends.
    @Override
    void close();
}
