package dev.evtool.ptp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import okhttp3.HttpUrl;

/// The URL by which a proxy shall reach an endpoint of ours.
final class Advertised {

    private Advertised() {}

    static String url(PtpSettings settings, PtpReceiver.Endpoint endpoint) {
        HttpUrl given = settings.advertise();
        if (given != null) {
            return given.toString().replaceAll("/$", "") + endpoint.path();
        }
        InetAddress bound = endpoint.bound().getAddress();
        InetAddress address = bound.isAnyLocalAddress() ? addressTowards(settings.proxy()) : bound;
        String host = address.getHostAddress().replaceAll("%.*$", "");
        return endpoint.scheme() + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + endpoint.bound().getPort()
                + endpoint.path();
    }

    /// The address of ours that the way to the proxy begins with; no packet is sent for it.
    private static InetAddress addressTowards(HttpUrl proxy) {
        try (DatagramSocket way = new DatagramSocket()) {
            way.connect(new InetSocketAddress(proxy.host(), proxy.port()));
            return way.getLocalAddress();
        } catch (IOException | UncheckedIOException unknown) {
            // no route or no such name: the first call to the proxy will say so better than we could here
            return InetAddress.getLoopbackAddress();
        }
    }
}
