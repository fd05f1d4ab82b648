package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.evtool.container.GrpcFixture.Working;
import dev.evtool.container.wire.ContainerdProto;
import dev.evtool.event.Event;
import dev.evtool.stream.TlsFiles;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ContainerdClientTest {

    private static final String SERVICES = "containerd.services.";

    @TempDir
    private Path folder;
    private final GrpcServer server = new GrpcServer();
    private final CollectingTaker taker = new CollectingTaker();
    private final List<byte[]> requests = new ArrayList<>();
    private final BlockingQueue<ServerCallStreamObserver<byte[]>> subscribers = new LinkedBlockingQueue<>();
    private Path socket;

    @BeforeEach
    void listen() throws Exception {
        socket = folder.resolve("containerd.sock");
        server.answer(SERVICES + "version.v1.Version/Version", (request, answers) -> send(answers,
                ContainerdProto.ContainerdVersion.newBuilder().setVersion("1.6.20").build()))
                .answer(SERVICES + "events.v1.Events/Subscribe", (request, answers) -> {
                    requests.add(request);
                    subscribers.add(answers);
                }).answer(SERVICES + "namespaces.v1.Namespaces/List", (request, answers) -> send(answers,
                        ContainerdProto.NamespaceList.newBuilder()
                                .addNamespaces(ContainerdProto.NamespaceList.Item.newBuilder().setName("default"))
                                .addNamespaces(ContainerdProto.NamespaceList.Item.newBuilder().setName("k8s.io"))
                                .build()))
                .answer(SERVICES + "containers.v1.Containers/List", (request, answers) -> send(answers,
                        ContainerdProto.ContainerList.newBuilder()
                                .addContainers(ContainerdProto.ContainerList.Item.newBuilder().setId("c1")
                                        .setImage("bb:2").putLabels("nerdctl/name", "web"))
                                .addContainers(ContainerdProto.ContainerList.Item.newBuilder().setId("c2")
                                        .setCreatedAt(Timestamp.newBuilder().setSeconds(1_795_301_434L)))
                                .build()))
                .answer(SERVICES + "tasks.v1.Tasks/List", (request, answers) -> send(answers,
                        ContainerdProto.TaskList.newBuilder().addTasks(ContainerdProto.TaskList.Item.newBuilder()
                                .setId("c1").setStatus(ContainerdProto.TaskList.Status.STOPPED).setExitStatus(3)
                                .setExitedAt(Timestamp.newBuilder().setSeconds(1_795_301_464L))).build()));
        server.listen(socket);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static void send(ServerCallStreamObserver<byte[]> answers, Message message) {
        answers.onNext(message.toByteArray());
        answers.onCompleted();
    }

    private ContainerdClient client(Map<String, String> parameters) throws Exception {
        return new ContainerdClient(GrpcFixture.settings(EngineKind.CONTAINERD, new EngineAddress.Socket(socket),
                "containerd://" + socket, TlsFiles.NONE, parameters));
    }

    private static byte[] envelope(Instant time, String topic, String type, ByteString value) {
        return ContainerdProto.Envelope.newBuilder()
                .setTimestamp(Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
                .setNamespace("default").setTopic(topic)
                .setEvent(Any.newBuilder().setTypeUrl(type).setValue(value)).build().toByteArray();
    }

    private static byte[] start(String id) {
        return envelope(Instant.now(), "/tasks/start", "containerd.events.TaskStart",
                ContainerdProto.TaskStart.newBuilder().setContainerId(id).setPid(7).build().toByteString());
    }

    @Test
    void helloTellsProductAndVersion() throws Exception {
        try (ContainerdClient client = client(Map.of())) {
            assertEquals("containerd 1.6.20", client.hello().product());
            assertTrue(client.hello().memory().isNone());
        }
    }

    @Test
    void eventsHaveTheNamesThatContainerdKnows() throws Exception {
        try (ContainerdClient client = client(Map.of())) {
            Working following = Working.start(() -> client.follow(null, null, taker));
            ServerCallStreamObserver<byte[]> answers = subscribers.poll(10, TimeUnit.SECONDS);
            answers.onNext(start("c1"));
            answers.onNext(new byte[] {0x0a, 0x7f, 1});
            answers.onNext(start("c2"));
            taker.await(t -> t.events().size() == 2 && t.malformed().size() == 1);
            Event event = taker.events().getFirst();
            assertEquals("web", event.extensions().get("name"));
            Map<String, Object> row = event.facts().rows().getFirst();
            assertEquals("web", row.get("name"));
            assertEquals("bb:2", row.get("image"));
            assertNull(taker.events().get(1).extensions().get("name"));
            assertEquals("c2", taker.events().get(1).facts().rows().getFirst().get("name"));
            assertArrayEquals(new byte[0], requests.getFirst());
            client.hangUp();
            following.end().get(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void untilEndsAFollowAndWhatComesLaterIsNotTold() throws Exception {
        try (ContainerdClient client = client(Map.of())) {
            Instant until = Instant.now().plusSeconds(1);
            Working following = Working.start(() -> client.follow(null, until, taker));
            ServerCallStreamObserver<byte[]> answers = subscribers.poll(10, TimeUnit.SECONDS);
            answers.onNext(envelope(until, "/tasks/start", "containerd.events.TaskStart", ByteString.EMPTY));
            answers.onNext(envelope(until.plusNanos(1), "/tasks/start", "containerd.events.TaskStart",
                    ByteString.EMPTY));
            following.end().get(10, TimeUnit.SECONDS);
            assertEquals(1, taker.events().size());
        }
    }

    private String subscribed(Map<String, String> parameters) throws Exception {
        try (ContainerdClient client = client(parameters)) {
            Working following = Working.start(() -> client.follow(null, null, taker));
            subscribers.poll(10, TimeUnit.SECONDS).onCompleted();
            following.end().get(10, TimeUnit.SECONDS);
            return new String(requests.getLast(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theRequestAsksForTheNamespacesThatAreWanted() throws Exception {
        assertEquals("", subscribed(Map.of()));
        assertEquals("\n\u0012namespace==default", subscribed(Map.of("namespace", "default")));
        assertEquals("\n\u0013namespace==\"k8s.io\"\n\u000fnamespace==moby",
                subscribed(Map.of("namespace", "k8s.io, moby,")));
        assertEquals("\n\"namespace!=moby,namespace!=\"k8s\\\\\"", subscribed(Map.of("namespace!", "moby,k8s\\")));
        assertEquals("\n\u000fnamespace==moby",
                subscribed(Map.of("namespace", "k8s.io,moby", "namespace!", "k8s.io")));
    }

    @Test
    void containersAreListedByNamespace() throws Exception {
        try (ContainerdClient client = client(Map.of())) {
            List<ContainerNow> all = client.containers(each -> true);
            assertEquals(List.of("default c1 web exited 3", "default c2 c2 created null", "k8s.io c1 web exited 3",
                    "k8s.io c2 c2 created null"),
                    all.stream().map(c -> c.namespace() + " " + c.id() + " " + c.name() + " " + c.state() + " "
                            + c.exitCode()).toList());
            assertEquals(Instant.ofEpochSecond(1_795_301_464L), all.getFirst().since());
            assertEquals(Instant.ofEpochSecond(1_795_301_434L), all.get(1).since());
        }
        try (ContainerdClient client = client(Map.of("namespace!", "default"))) {
            assertEquals(2, client.containers(each -> true).size());
        }
        Metadata.Key<String> namespace = Metadata.Key.of("containerd-namespace", Metadata.ASCII_STRING_MARSHALLER);
        assertEquals("k8s.io", server.headers.getLast().get(namespace));
    }

    @Test
    void anEventOfAKindThatNobodyKnowsIsStillAnEvent() throws Exception {
        ContainerdCodec codec = new ContainerdCodec(new ContainerEvents("containerd:///s", EngineKind.CONTAINERD));
        Event event = codec.decode(envelope(Instant.now(), "/leases/create", "type.googleapis.com/x.LeaseCreate",
                ByteString.copyFromUtf8("\u0001")), Instant.now());
        assertEquals("leases.create", event.type());
        String json = new String(event.payload().bytes(), StandardCharsets.UTF_8);
        assertTrue(json.endsWith("\"event\":{\"@type\":\"x.LeaseCreate\",\"value\":\"AQ==\"}}"), json);
        Event garbled = codec
                .decode(envelope(Instant.now(), "/tasks/exit", "type.googleapis.com/containerd.events.TaskExit",
                        ByteString.copyFrom(new byte[] {0x0a, 5})), Instant.now());
        assertEquals("container.die", garbled.type());
        assertNull(garbled.facts().rows().getFirst().get("exit_code"));
        Event prefixed = codec.decode(envelope(Instant.now(), "/tasks/exit",
                "type.googleapis.com/containerd.events.TaskExit", ContainerdProto.TaskExit.newBuilder()
                        .setContainerId("c").setId("c").setExitStatus(-1).build().toByteString()),
                Instant.now());
        assertEquals(4_294_967_295L, prefixed.facts().rows().getFirst().get("exit_code"));
    }

    @Test
    void aTopicThatIsNoneIsMalformed() {
        ContainerdCodec codec = new ContainerdCodec(new ContainerEvents("containerd:///s", EngineKind.CONTAINERD));
        for (String topic : new String[] {"", "/", "tasks", "/tasks/", "//x"}) {
            assertThrows(EngineFormatException.class,
                    () -> codec.decode(envelope(Instant.now(), topic, "x", ByteString.EMPTY), Instant.now()), topic);
        }
    }

    @Test
    void sandboxesAreKnownByBothOfTheirTopics() throws Exception {
        ContainerdCodec codec = new ContainerdCodec(new ContainerEvents("containerd:///s", EngineKind.CONTAINERD));
        for (String topic : new String[] {"sandboxes/exit", "/sandbox/exit"}) {
            Event event = codec.decode(envelope(Instant.now(), topic, "containerd.events.SandboxExit",
                    ContainerdProto.SandboxExit.newBuilder().setSandboxId("s1").build().toByteString()), Instant.now());
            assertEquals("sandbox.die", event.type());
            assertEquals("s1", event.subject());
            assertEquals(0L, event.facts().rows().getFirst().get("exit_code"));
        }
    }

    @Test
    void anotherServerIsNoContainerd() throws Exception {
        Path other = folder.resolve("other.sock");
        try (GrpcServer _ = new GrpcServer().answer("x.Y/Z",
                (request, answers) -> answers.onError(Status.INTERNAL.asRuntimeException())).listen(other);
                ContainerdClient client = new ContainerdClient(GrpcFixture.socket(EngineKind.CONTAINERD, other))) {
            EngineException e = assertThrows(EngineException.class, client::hello);
            assertTrue(e.problem().what().contains("is no containerd"), e.problem()::toString);
        }
    }
}
