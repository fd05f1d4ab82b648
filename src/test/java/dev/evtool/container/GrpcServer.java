package dev.evtool.container;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A server of gRPC whose messages are bytes, on a unix socket or on loopback with TLS.
final class GrpcServer implements AutoCloseable {

    /// Answers one call; may keep the observer.
    interface Answer {
        void to(byte[] request, ServerCallStreamObserver<byte[]> answers);
    }

    private final Map<String, Answer> answers = new LinkedHashMap<>();
    final List<Metadata> headers = new CopyOnWriteArrayList<>();
    final List<@Nullable String> authorities = new CopyOnWriteArrayList<>();
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1,
            new DefaultThreadFactory("test-server", true), NioIoHandler.newFactory());
    private @Nullable Server server;

    /// @param method `package.Service/Method`
    GrpcServer answer(String method, Answer answer) {
        answers.put(method, answer);
        return this;
    }

    GrpcServer listen(Path socket) throws IOException {
        return start(NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                .channelType(NioServerDomainSocketChannel.class));
    }

    /// @param tls `null` for none
    int listen(@Nullable SSLContext tls) throws IOException {
        SocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        NettyServerBuilder builder = NettyServerBuilder.forAddress(loopback)
                .channelType(NioServerSocketChannel.class);
        if (tls != null) {
            builder.sslContext(new JdkSslContext(tls, false, Http2SecurityUtil.CIPHERS,
                    SupportedCipherSuiteFilter.INSTANCE,
                    new ApplicationProtocolConfig(Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT, "h2"),
                    ClientAuth.REQUIRE, new String[] {"TLSv1.3", "TLSv1.2"}, false));
        }
        start(builder);
        return server.getPort();
    }

    private GrpcServer start(NettyServerBuilder builder) throws IOException {
        Map<String, ServerServiceDefinition.Builder> services = new LinkedHashMap<>();
        answers.forEach((method, answer) -> services
                .computeIfAbsent(method.substring(0, method.indexOf('/')), ServerServiceDefinition::builder)
                .addMethod(GrpcMethods.of(method).toBuilder()
                        .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING).build(),
                        ServerCalls.asyncServerStreamingCall((byte[] request, StreamObserver<byte[]> observer) -> answer
                                .to(request, (ServerCallStreamObserver<byte[]>) observer))));
        services.values().forEach(service -> builder.addService(service.build()));
        server = builder.bossEventLoopGroup(loop).workerEventLoopGroup(loop)
                .executor(Executors.newVirtualThreadPerTaskExecutor()).intercept(new ServerInterceptor() {
                    @Override
                    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata sent,
                            ServerCallHandler<Q, A> next) {
                        headers.add(sent);
                        authorities.add(call.getAuthority());
                        return next.startCall(call, sent);
                    }
                }).build().start();
        return this;
    }

    @Override
    public void close() {
        if (server != null) {
            server.shutdownNow();
        }
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
