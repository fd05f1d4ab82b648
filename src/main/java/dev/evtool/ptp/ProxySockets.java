package dev.evtool.ptp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// Sockets that can be asked whether the peer has closed them while they were idle. Go's client knows that at once,
/// because it always reads; OkHttp finds it out by failing, when it cannot tell any more whether the peer got the
/// request - and an event must neither be lost that way nor be posted twice (`ptp.md`, section 3.3).
final class ProxySockets extends SocketFactory {

    @Override
    public Socket createSocket() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel.socket();
    }

    /// Whether an idle connection is of no more use. Only of plain sockets is that known.
    static boolean isStale(Socket idle) throws IOException {
        @Nullable
        SocketChannel channel = idle.getChannel();
        if (channel == null) {
            return false;
        }
        channel.configureBlocking(false);
        try {
            // an end, or bytes that nobody asked for
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } catch (IOException reset) {
            return true;
        } finally {
            channel.configureBlocking(true);
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    private Socket connected(InetSocketAddress to, @Nullable InetSocketAddress from) throws IOException {
        Socket socket = createSocket();
        try {
            if (from != null) {
                socket.bind(from);
            }
            socket.connect(to);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
