package dev.evtool.schema;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Values that fields of a cloud have, by the names of the fields. Ids are new for each example and the same within it
/// where they mean the same.
final class NaturalValues {

    private static final String HOST = "compute1";
    private static final Map<String, String> TEXTS = Map.ofEntries(Map.entry("host", HOST), Map.entry("node", HOST),
            Map.entry("nodename", HOST), Map.entry("host_ip", "10.0.0.11"), Map.entry("ip", "10.0.0.11"),
            Map.entry("binary", "nova-compute"), Map.entry("topic", "compute"), Map.entry("availability_zone", "nova"),
            Map.entry("architecture", "x86_64"), Map.entry("os_type", "linux"), Map.entry("label", "private"),
            Map.entry("device_name", "tapce531f90"), Map.entry("display_name", "some-server"),
            Map.entry("host_name", "some-server"), Map.entry("instance_name", "instance-00000001"),
            Map.entry("display_description", "some-server"), Map.entry("name", "example"), Map.entry("flavorid", "1"),
            Map.entry("type", "ssh"), Map.entry("source", "libvirt.LibvirtDriver"), Map.entry("status", "active"),
            Map.entry("exception", "NoValidHost"), Map.entry("exception_message", "No valid host was found."),
            Map.entry("function_name", "build_instances"), Map.entry("module_name", "nova.conductor.manager"),
            Map.entry("traceback", "Traceback (most recent call last):\n"), Map.entry("old_state", "active"),
            Map.entry("state", "active"), Map.entry("disk_format", "raw"), Map.entry("container_format", "raw"),
            Map.entry("visibility", "public"), Map.entry("policy", "anti-affinity"),
            Map.entry("fingerprint", "1e:2c:9b:56:79:4b:45:77:f9:ca:7a:98:2c:b0:d5:3c"));
    private static final Map<String, Long> NUMBERS = Map.ofEntries(Map.entry("memory_mb", 512L),
            Map.entry("root_gb", 1L), Map.entry("vcpus", 1L), Map.entry("ephemeral_gb", 0L), Map.entry("id", 1L),
            Map.entry("progress", 0L), Map.entry("report_count", 1L), Map.entry("num_instances", 1L),
            Map.entry("num_attempts", 1L), Map.entry("index", 1L), Map.entry("total", 1L), Map.entry("count", 1L),
            Map.entry("vcpu_weight", 0L), Map.entry("min_disk", 0L), Map.entry("min_ram", 0L));
    private static final Map<String, List<Object>> LISTS = Map.of("hosts", List.of(HOST), "security_groups",
            List.of("default"), "policies", List.of("anti-affinity"), "cpuset", List.of(0L, 1L), "images_cached",
            List.of(), "tags", List.of(), "shares", List.of());
    /// Nullable fields with a value: of the tables above, times, ids and states, and what an event is about.
    private static final Set<String> SET = Set.of("uuid", "user_id", "tenant_id", "project_id", "request_id",
            "action_initiator_user", "action_initiator_project", "created_at", "launched_at", "last_seen_up",
            "last_refreshed", "image_uuid", "reservation_id", "power_state", "metadata", "extra_specs", "flavor",
            "image",
            "new_flavor", "rxtx_factor", "instance_uuid");
    private static final Set<String> NULLS = Set.of("traceback", "availability_zone", "display_description",
            "numa_membw_values");
    private static final Set<String> EMPTY = Set.of("shares", "keypairs", "requests", "block_devices");
    private static final Set<String> TRUE = Set.of("is_public");
    private static final Set<String> WORDS = Set.of("active", "running", "MANUAL", "cpu.user.time");
    private static final Map<String, String> SAME = Map.of("tenant_id", "project", "project_id", "project",
            "action_initiator_project", "project", "user_id", "user", "action_initiator_user", "user");
    private static final int UUID_BYTES = 16;

    private final boolean failed;
    private final Instant now;
    private final RandomGenerator random;
    private final String user;
    private final String project;
    private final String request;

    /// @param failed whether the event tells of an error, and has its fault
    NaturalValues(boolean failed, Instant now, RandomGenerator random) {
        this.failed = failed;
        this.now = now;
        this.random = random;
        this.user = hex();
        this.project = hex();
        this.request = "req-" + uuid();
    }

    /// Whether a nullable field has a value all the same.
    boolean knows(SchemaField field) {
        String name = field.name();
        if (name.equals("fault")) {
            return failed;
        }
        return !NULLS.contains(name) && !(name.equals("request_id") && field.type().shape() == Scalar.UUID)
                && (SET.contains(name) || LISTS.containsKey(name)
                        || (TEXTS.containsKey(name) && isString(field.type().shape()))
                        || (NUMBERS.containsKey(name) && field.type().shape() == Scalar.INTEGER)
                        || (name.equals("state") && field.type().shape() instanceof Shape.Enumeration));
    }

    private static boolean isString(Shape shape) {
        return shape == Scalar.STRING || shape == Scalar.TEXT;
    }

    Object scalar(String object, String field, Scalar form) {
        return switch (form) {
            case STRING, TEXT, ANY -> text(field);
            case INTEGER -> field.equals("version") ? object.startsWith("Ip") ? 4L : 64L
                    : NUMBERS.getOrDefault(field, 0L);
            case NUMBER -> 1.0;
            case BOOLEAN -> TRUE.contains(field);
            case OBJECT -> Map.of();
            case DATETIME -> TypedValue.seconds(time(field));
            case RFC3339 -> now.toString();
            case OSLOTIME -> "2026-03-04 05:06:07.000000";
            case UUID -> uuid();
            case IP -> "192.168.1.3";
            case MAC -> "fa:16:3e:" + HexFormat.ofDelimiter(":").formatHex(bytes(3));
            case DECIMAL -> "0";
            case NANOTIME -> now.getEpochSecond() + ".000000000";
            case BASE64 -> "";
        };
    }

    private String text(String field) {
        String same = SAME.get(field);
        if (same != null) {
            return same.equals("user") ? user : project;
        }
        return switch (field) {
            case "request_id" -> request;
            case "image_uuid" -> uuid();
            case "reservation_id" -> "r-" + HexFormat.of().formatHex(bytes(4));
            default -> TEXTS.getOrDefault(field, "example");
        };
    }

    /// Usage is told of the hour before, and what lives was made before it was started.
    private Instant time(String field) {
        return now.minus(switch (field) {
            case "audit_period_beginning" -> Duration.ofHours(1);
            case "created_at" -> Duration.ofMinutes(2);
            case "launched_at" -> Duration.ofMinutes(1);
            default -> Duration.ZERO;
        });
    }

    /// A value of an enumeration: the usual one, else the first.
    String word(String field, List<String> values) {
        return values.stream().filter(WORDS::contains).findFirst().orElse(values.getFirst());
    }

    List<Object> list(String field) {
        return LISTS.getOrDefault(field, List.of());
    }

    /// Whether a list of objects has none.
    boolean isEmpty(String field) {
        return EMPTY.contains(field);
    }

    private String uuid() {
        byte[] bits = bytes(UUID_BYTES);
        bits[6] = (byte) ((bits[6] & 0x0f) | 0x40);
        bits[8] = (byte) ((bits[8] & 0x3f) | 0x80);
        String hex = HexFormat.of().formatHex(bits);
        return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5")).toString();
    }

    private String hex() {
        return HexFormat.of().formatHex(bytes(UUID_BYTES));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
