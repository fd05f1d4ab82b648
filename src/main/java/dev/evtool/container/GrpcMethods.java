package dev.evtool.container;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Methods whose messages are bytes: what is no message of the expected kind is then one bad message and not the end of
/// the call, and what was on the wire is known.
final class GrpcMethods {

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream message) {
            try {
                return message.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private GrpcMethods() {}

    /// @param name `package.Service/Method`
    static MethodDescriptor<byte[], byte[]> of(String name) {
        // of unknown type: for the others, gRPC does not say when the request is on its way
        return MethodDescriptor.newBuilder(BYTES, BYTES).setFullMethodName(name).setType(MethodType.UNKNOWN).build();
    }

}
