package dev.evtool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Regular expressions say the same as the code that evtool itself goes by.
class FormPatternTest {

    private static final List<String> SEEDS = List.of("2026-03-04T05:06:07Z", "2024-02-29T23:59:60Z",
            "2023-02-29T00:00:00Z", "2000-02-29T00:00:00.5+01:00", "1900-02-29t00:00:00-23:59", "2026-04-31T00:00:00z",
            "2026-03-04 05:06:07.123456", "2026-03-04 05:06:07", "fa:16:3e:4c:2c:30", "fa-16-3e-4c-2c-30", "0.0.0.0",
            "255.255.255.255", "256.1.1.1", "01.2.3.4", "::", "::1", "1::", "fe80::f816:3eff:fe4c:2c30",
            "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::3:4:5:6:7:8", "::ffff:1.2.3.4",
            "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5::1.2.3.4", "1::2::3", "-12.3", "+5", "1e5", "-1e+16", "1.", ".5",
            "1652174434.661862100", "1652174434", "1.1234567890", "aGFsbG8=", "aGFsbA==", "YWJj", "YQ=", "", "=",
            "====",
            "1:2:3:4:5:6:7:8:9", "12345::", "g::", "1:::2", ":1", "1:");
    private static final String LETTERS = "0123456789:.-+TZtz eE=afAF/";

    @ParameterizedTest
    @EnumSource(Scalar.class)
    void agreesWithTheCode(Scalar form) {
        String expression = FormPattern.of(form);
        if (expression == null) {
            assertTrue(form == Scalar.UUID || form == Scalar.TEXT || form.base() != Scalar.Base.STRING
                    || form == Scalar.STRING, form + " has no pattern");
            return;
        }
        Pattern pattern = Pattern.compile(expression);
        Random random = new Random(5);
        List<String> texts = new ArrayList<>(SEEDS);
        for (int i = 0; i < 20_000; i++) {
            texts.add(changed(SEEDS.get(random.nextInt(SEEDS.size())), random));
        }
        long fitting = 0;
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            boolean spells = form.spells(bytes, 0, bytes.length);
            assertEquals(spells, pattern.matcher(text).find(), form + " of \"" + text + '"');
            fitting += spells ? 1 : 0;
        }
        assertTrue(fitting > 30, fitting + " fit");
    }

    private static String changed(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int i = random.nextInt(2); i >= 0; i--) {
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, letter);
                case 1 -> text.delete(at, Math.min(text.length(), at + 1));
                default -> text.replace(at, Math.min(text.length(), at + 1), String.valueOf(letter));
            }
        }
        return text.toString();
    }

    @Test
    void versionsUpToAnotherAreThose() {
        for (int limit : new int[] {0, 1, 8, 9, 10, 12, 19, 20, 99, 100, 109, 1234}) {
            Version version = Version.parse("1." + limit).orElseThrow();
            Pattern upTo = Pattern.compile(VersionPattern.upTo(version));
            Pattern same = Pattern.compile(VersionPattern.same(version));
            for (int minor = 0; minor < 2000; minor++) {
                for (String text : List.of("1." + minor, "01.00" + minor, "1." + minor + ".7")) {
                    assertEquals(minor <= limit, upTo.matcher(text).find(), text + " up to " + version);
                    assertEquals(minor == limit, same.matcher(text).find(), text + " as " + version);
                }
            }
            for (String text : List.of("2." + limit, "1", "1.", "1.x", "1." + limit + ".", "1.0000000", "11.0")) {
                assertEquals(false, upTo.matcher(text).find(), text + " up to " + version);
            }
        }
    }
}
