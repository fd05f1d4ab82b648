package dev.evtool.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TintTest {

    /// WCAG's bar for large text and signs.
    private static final double CONTRAST = 3;

    @Test
    void everyColorCanBeReadOnBlackAndOnWhite() {
        for (int color : Tint.INDEXED_COLORS) {
            double luminance = luminance(color);
            assertTrue((luminance + 0.05) / 0.05 >= CONTRAST, color + " on black: " + luminance);
            assertTrue(1.05 / (luminance + 0.05) >= CONTRAST, color + " on white: " + luminance);
        }
    }

    @ParameterizedTest
    @EnumSource(value = ColorDepth.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void theSameTextHasTheSameColorAndAllColorsAreUsed(ColorDepth depth) {
        assertEquals(Tint.start(depth, "web"), Tint.start(depth, "web"));
        Set<String> used = new HashSet<>();
        new Random(7).longs(1_000).mapToObj(Long::toHexString).forEach(id -> used.add(Tint.start(depth, id)));
        assertEquals(depth == ColorDepth.BASIC ? 6 : Tint.INDEXED_COLORS.length, used.size());
    }

    @Test
    void withoutColorThereIsNoTint() {
        assertEquals("web", new Theme(Abilities.PIPE).tint(new StringBuilder(), "web").toString());
        Theme color = new Theme(new Abilities(true, ColorDepth.INDEXED, true));
        assertTrue(color.tint(new StringBuilder(), "web").toString().matches("\u001b\\[38;5;\\d+mweb\u001b\\[0m"));
    }

    /// Of a colour in the cube of 6 by 6 by 6 behind the first sixteen.
    private static double luminance(int color) {
        int cube = color - 16;
        return 0.2126 * linear(cube / 36) + 0.7152 * linear(cube / 6 % 6) + 0.0722 * linear(cube % 6);
    }

    private static double linear(int step) {
        double value = (step == 0 ? 0 : 55 + 40 * step) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
