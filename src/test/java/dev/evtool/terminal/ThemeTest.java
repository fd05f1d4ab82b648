package dev.evtool.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.evtool.event.Column.Tone;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ThemeTest {

    private static final Theme COLOR = new Theme(new Abilities(true, ColorDepth.BASIC, true));
    private static final Theme MONO = new Theme(new Abilities(true, ColorDepth.NONE, true));
    private static final Theme ASCII = new Theme(new Abilities(true, ColorDepth.NONE, false));
    private static final Theme PIPE = new Theme(Abilities.PIPE);

    @Test
    void glyphsFollowTheLocaleAndAreNotForPipes() {
        assertEquals("●◐✗", COLOR.glyph(Tone.GOOD) + COLOR.glyph(Tone.DOUBTFUL) + COLOR.glyph(Tone.BAD));
        assertEquals("●", MONO.glyph(Tone.GOOD));
        assertEquals("+~!", ASCII.glyph(Tone.GOOD) + ASCII.glyph(Tone.DOUBTFUL) + ASCII.glyph(Tone.BAD));
        assertEquals("", PIPE.glyph(Tone.BAD));
        assertEquals("", COLOR.glyph(Tone.PLAIN));
        assertEquals("●", new Theme(new Abilities(false, ColorDepth.BASIC, true)).glyph(Tone.GOOD),
                "--color always | less -R");
    }

    @Test
    void paintsOnlyWhereThereIsColor() {
        assertEquals("\u001b[1;31mx\u001b[0m", COLOR.paint(new StringBuilder(), Style.BAD, "x").toString());
        assertEquals("", COLOR.paint(new StringBuilder(), Style.BAD, "").toString());
        assertEquals("x", COLOR.paint(new StringBuilder(), Style.PLAIN, "x").toString());
        assertEquals("x", MONO.paint(new StringBuilder(), Style.BAD, "x").toString());
    }

    @Test
    void aTerminalWithoutUtf8GetsNothingButAscii() {
        assertEquals("\\u00e4...", ASCII.safe("äääää", 9));
        assertEquals("ää…", PIPE.safe("äääää", 3));
        assertEquals("ä\\x1b", PIPE.safe("ä\u001b"));
    }

    @Test
    void aTemplatesLayoutPasses() {
        assertEquals("a\tb\n\\x1bc\n", PIPE.safeLayout("a\tb\n\u001bc\n"));
        assertEquals("\\rx", PIPE.safeLayout("\rx"));
    }

    @Test
    void jsonInAPipeIsUntouched() {
        byte[] json = "\"\u202e\"".getBytes(StandardCharsets.UTF_8);
        assertSame(json, PIPE.safeJson(json));
        assertArrayEquals("\"\\u202e\"".getBytes(StandardCharsets.UTF_8), MONO.safeJson(json));
        assertArrayEquals("\"\\u00e4\"".getBytes(StandardCharsets.UTF_8),
                ASCII.safeJson("\"ä\"".getBytes(StandardCharsets.UTF_8)));
    }
}
