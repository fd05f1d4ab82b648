package dev.evtool.event;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Stream items as a hostile wire could bring them about; the same for the same seed.
public final class RandomItems {

    private static final List<String> PIECES = List.of("a", "Z", "0", " ", "\"", "\\", "/", "\b", "\f", "\n", "\r",
            "\t",
            "\u0000", "\u001b[2J", "\u007f", "\u0085", "\u009b31m", "\u00a0", "\u00e9", "\u061c", "\u2028", "\u202e",
            "\u2066", "\u65e5\u672c", "\ufeff", "\ufffd", "\uffff", "\ud83d\ude00", "\ud800", "\udc00", "\\u0041",
            "{}");
    private static final List<String> NUMBERS = List.of("0", "-0", "-0.0", "1E400", "1e-7", "1.50", "10.0e+01",
            "123456789012345678901234567890", "0.1000000000000000055511151231257827", "9007199254740993");
    private static final List<String> BLANKS = List.of("", " ", "  ", "\t");

    private final RandomGenerator random;

    public RandomItems(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    public RandomGenerator random() {
        return random;
    }

    public StreamItem item() {
        return switch (random.nextInt(10)) {
            case 0 -> gap();
            case 1 -> new Notice(name(), time(), pick(List.of(Notice.Kind.values())), text());
            default -> event();
        };
    }

    private Gap gap() {
        return new Gap(name(), time(), time(), time(), text(), random.nextBoolean(),
                random.nextBoolean() ? null : random.nextLong(1L << 40));
    }

    public Event event() {
        return new Event(name(), name(), name(), random.nextBoolean() ? null : name(),
                random.nextInt(4) == 0 ? null : time(), time(), pick(List.of(Severity.values())), extensions(),
                payload(),
                Facts.NONE);
    }

    private Map<String, Object> extensions() {
        Map<String, Object> extensions = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            extensions.put("ext" + random.nextInt(1000), switch (random.nextInt(5)) {
                case 0 -> random.nextLong();
                case 1 -> BigInteger.valueOf(random.nextLong()).pow(3).multiply(BigInteger.TWO.pow(64));
                case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(-300, 300));
                case 3 -> random.nextBoolean();
                default -> text();
            });
        }
        // zero to the third power would come back as a Long
        extensions.values().removeIf(value -> BigInteger.ZERO.equals(value));
        return extensions;
    }

    private Payload payload() {
        return switch (random.nextInt(6)) {
            case 0 -> new Payload(new byte[0], Payload.JSON);
            case 1 -> new Payload(bytes(), "application/octet-stream");
            case 2 -> new Payload(bytes(), Payload.JSON);
            case 3 -> new Payload(text().getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
            default -> Payload.json(json(0).strip());
        };
    }

    /// JSON text in odd spellings, on one line.
    public String json(int depth) {
        return blank() + switch (random.nextInt(depth > 4 ? 5 : 7)) {
            case 0 -> pick(NUMBERS);
            case 1 -> "true";
            case 2 -> "null";
            case 3, 4 -> quoted();
            case 5 -> "[" + blank() + (random.nextBoolean() ? json(depth + 1) + "," + json(depth + 1) : "") + "]";
            default -> "{" + blank()
                    + (random.nextBoolean() ? member(depth, "\"a\"") + "," + blank() + member(depth, "\"a\"") : "")
                    + "}";
        } + blank();
    }

    private String member(int depth, String fallback) {
        return (random.nextBoolean() ? quoted() : fallback) + blank() + ":" + json(depth + 1);
    }

    private String quoted() {
        LineBuffer out = new LineBuffer(64);
        JsonString.put(text(), out);
        String escaped = new String(out.toByteArray(), StandardCharsets.UTF_8);
        return random.nextBoolean() ? escaped : escaped.replace("/", "\\/").replace("\\u001b", "\\u001B");
    }

    private String blank() {
        return pick(BLANKS);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[1 + random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(pick(PIECES));
        }
        return text.toString();
    }

    /// A text with something in it.
    private String name() {
        return pick(PIECES) + text();
    }

    private Instant time() {
        long second = random.nextInt(20) == 0 ? random.nextLong(-62_167_219_200L, 253_402_300_800L)
                : 1_790_000_000L + random.nextInt(100_000_000);
        return Instant.ofEpochSecond(second, random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
