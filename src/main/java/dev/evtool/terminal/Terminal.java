package dev.evtool.terminal;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/// What the terminal can do, as far as the streams and the environment tell.
public final class Terminal {

    private static final int WIDEST = 10_000;

    private final Map<String, String> environment;
    private final ColorWish wish;
    private final Function<StandardStream, Descriptor> descriptors;
    private final Function<StandardStream, OptionalInt> size;

    Terminal(Map<String, String> environment, ColorWish wish, Function<StandardStream, Descriptor> descriptors,
            Function<StandardStream, OptionalInt> size) {
        this.environment = Map.copyOf(environment);
        this.wish = wish;
        this.descriptors = descriptors;
        this.size = size;
    }

    /// The terminal of this process.
    public static Terminal of(Map<String, String> environment, ColorWish wish) {
        return new Terminal(environment, wish, Descriptor::of, TerminalSize::columns);
    }

    /// What stdout or stderr can show.
    public Abilities abilities(StandardStream stream) {
        boolean terminal = isTerminal(stream);
        return new Abilities(terminal, colors(terminal), unicode());
    }

    public boolean isTerminal(StandardStream stream) {
        return descriptors.apply(stream) == Descriptor.TERMINAL;
    }

    /// Whether a full screen can be drawn and keys be read.
    public boolean fitForScreens() {
        return isTerminal(StandardStream.INPUT) && isTerminal(StandardStream.OUTPUT) && !dumb();
    }

    /// The width of the terminal on stdout or stderr: what `COLUMNS` says, else the real one; empty where the stream is no
    /// terminal, or one that does not know. Asking a terminal takes 20 ms and more: ask only if the answer matters, and
    /// once.
    public OptionalInt columns(StandardStream stream) {
        if (!isTerminal(stream)) {
            return OptionalInt.empty();
        }
        OptionalInt said = number(variable("COLUMNS"));
        return said.isPresent() ? said : size.apply(stream);
    }

    /// An option of the command line counts more than the environment, and in that `NO_COLOR` more than the wish for it.
    private ColorDepth colors(boolean terminal) {
        return switch (wish) {
            case NEVER -> ColorDepth.NONE;
            case ALWAYS -> depth();
            case AUTO -> {
                if (!variable("NO_COLOR").isEmpty()) {
                    yield ColorDepth.NONE;
                }
                String forced = variable("CLICOLOR_FORCE");
                if (!forced.isEmpty() && !forced.equals("0")) {
                    yield depth();
                }
                yield terminal && !dumb() && !variable("CLICOLOR").equals("0") ? depth() : ColorDepth.NONE;
            }
        };
    }

    private ColorDepth depth() {
        String colorterm = variable("COLORTERM");
        if (colorterm.equals("truecolor") || colorterm.equals("24bit")) {
            return ColorDepth.DIRECT;
        }
        return variable("TERM").contains("256color") ? ColorDepth.INDEXED : ColorDepth.BASIC;
    }

    private boolean dumb() {
        String term = variable("TERM");
        return term.isEmpty() || term.equals("dumb");
    }

    /// By POSIX the first of the three that is set and not empty decides.
    private boolean unicode() {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = variable(name).toLowerCase(Locale.ROOT);
            if (!locale.isEmpty()) {
                return locale.contains("utf-8") || locale.contains("utf8");
            }
        }
        return false;
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    private static OptionalInt number(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        int n = Integer.parseInt(text);
        return n > 0 && n <= WIDEST ? OptionalInt.of(n) : OptionalInt.empty();
    }
}
