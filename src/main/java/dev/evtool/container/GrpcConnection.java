package dev.evtool.container;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Tls;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.netty.NegotiationType;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A way to an engine that speaks gRPC, over a unix socket or a port. It is made when first needed, and anew after it
/// broke; one thread moves its bytes.
final class GrpcConnection implements AutoCloseable {

    /// Held, since a logger that nobody holds forgets its level. Neither has anything to say that we do not say.
    private static final List<Logger> SILENT = Stream.of("io.grpc", "io.netty").map(Logger::getLogger).toList();

    private static final int MOST_IN_MESSAGE = 16 << 20;
    private static final int WINDOW = 1 << 20;
    /// Servers of gRPC refuse clients that ask whether they live more often than every 5 minutes.
    private static final int KEEP_ALIVE_MINUTES = 6;
    private static final int CLOSE_SECONDS = 2;

    static {
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    }

    private final EngineSettings settings;
    private final GrpcFailure failure;
    private final @Nullable Tls tls;
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1,
            new DefaultThreadFactory("evtool-grpc", true), NioIoHandler.newFactory());
    private @Nullable ManagedChannel channel;
    private volatile boolean hasAnswered;
    private boolean isClosed;

    /// @param news is told what a person should know of certificates; it must not wait
    /// @throws StreamException if these cannot be used
    GrpcConnection(EngineSettings settings, Consumer<String> news) throws StreamException {
        this.settings = settings;
        this.failure = new GrpcFailure(settings);
        EngineTls secure = EngineTls.of(settings, news);
        this.tls = secure == null ? null : secure.tls();
    }

    /// The answer to a call that has one.
    byte[] ask(String method, byte[] request, Metadata headers) throws EngineException, InterruptedException {
        long most = settings.connecting().timeout().toNanos();
        try (GrpcStream stream = GrpcStream.open(channel(), method,
                CallOptions.DEFAULT.withDeadlineAfter(most, TimeUnit.NANOSECONDS), headers, request)) {
            // gRPC's own deadline comes first, and knows what was waited for
            byte[] answer = stream.next(most + most / 2);
            if (answer != null) {
                stream.next(most); // its end, which may be a bad one
                hasAnswered = true;
                return answer;
            }
            throw stream.isOver() ? failed(Status.INTERNAL.withDescription("no answer, and no error").asException())
                    : failed(Status.DEADLINE_EXCEEDED.asException());
        } catch (StatusException e) {
            throw failed(e);
        }
    }

    /// A call whose request is on its way.
    GrpcStream open(String method, byte[] request, Metadata headers) throws EngineException, InterruptedException {
        GrpcStream stream = GrpcStream.open(channel(), method, CallOptions.DEFAULT, headers, request);
        boolean isReady = false;
        try {
            isReady = stream.awaitReady(settings.connecting().timeout().toNanos());
            if (!isReady) {
                throw failed(Status.DEADLINE_EXCEEDED.asException());
            }
            return stream;
        } catch (StatusException e) {
            throw failed(e);
        } finally {
            if (!isReady) {
                stream.close();
            }
        }
    }

    /// What to tell of a call that failed. The next call goes by a new connection where this one broke: gRPC itself would
    /// wait ever longer before it tries again, and answer with the old failure until then.
    EngineException failed(StatusException e) {
        EngineException failed = failure.of(e, hasAnswered);
        switch (e.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, UNKNOWN -> drop();
            default -> {
                // the peer has answered
            }
        }
        return failed;
    }

    /// What to tell of a peer that answers something else than the engine would.
    EngineException stranger(String what) {
        return failure.stranger(what, null);
    }

    private synchronized ManagedChannel channel() throws EngineException {
        if (isClosed) {
            throw new EngineException(Problem.of(settings.uri() + " is closed"), null);
        }
        ManagedChannel open = channel;
        if (open == null) {
            open = builder().eventLoopGroup(loop).directExecutor().disableRetry().proxyDetector(address -> null)
                    .maxInboundMessageSize(MOST_IN_MESSAGE).flowControlWindow(WINDOW).userAgent("evtool").build();
            channel = open;
        }
        return open;
    }

    private NettyChannelBuilder builder() throws EngineException {
        return switch (settings.address()) {
            case EngineAddress.Socket socket -> NettyChannelBuilder
                    .forAddress(UnixDomainSocketAddress.of(socket.path())).channelType(NioDomainSocketChannel.class)
                    .overrideAuthority("localhost").negotiationType(NegotiationType.PLAINTEXT);
            case EngineAddress.Tcp tcp -> {
                NettyChannelBuilder builder = NettyChannelBuilder
                        .forAddress(GrpcFailure.resolve(tcp, settings.connecting().timeout()))
                        .channelType(NioSocketChannel.class).overrideAuthority(tcp.toString())
                        .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) Math.min(Integer.MAX_VALUE, settings.connecting().timeout().toMillis()))
                        .keepAliveTime(KEEP_ALIVE_MINUTES, TimeUnit.MINUTES);
                yield tls == null ? builder.negotiationType(NegotiationType.PLAINTEXT)
                        : builder.sslContext(http2(tls));
            }
        };
    }

    private static JdkSslContext http2(Tls tls) {
        return new JdkSslContext(tls.context(), true, Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE,
                new ApplicationProtocolConfig(Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT, ApplicationProtocolNames.HTTP_2),
                ClientAuth.NONE, Tls.PROTOCOLS.toArray(String[]::new), false);
    }

    private synchronized void drop() {
        if (channel != null) {
            channel.shutdownNow();
            channel = null;
            hasAnswered = false;
        }
    }

    @Override
    public void close() {
        ManagedChannel last;
        synchronized (this) {
            isClosed = true;
            last = channel;
            channel = null;
        }
        boolean interrupted = Thread.interrupted();
        if (last != null) {
            last.shutdownNow();
            interrupted |= wait(() -> last.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS));
        }
        Future<?> end = loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        interrupted |= wait(() -> end.await(CLOSE_SECONDS, TimeUnit.SECONDS));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Ending {
        boolean await() throws InterruptedException;
    }

    /// Waits for something that ends by itself, if it may be waited.
    ///
    /// @return whether not
    private static boolean wait(Ending ending) {
        try {
            ending.await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
