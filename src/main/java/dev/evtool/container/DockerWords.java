package dev.evtool.container;

import java.util.Set;

/// What happened to what, in everybody's words and in those of the engine.
///
/// @param text what the engine appends to some of its words: a command, or a state of health
record DockerWords(String object, String action, String engineAction, String text) {

    private static final Set<String> WITH_TEXT = Set.of("exec_create", "exec_start", "health_status");
    private static final int LONGEST = 64;

    /// @param type the engine's, as it is
    /// @param action the engine's, as it is
    static DockerWords of(String type, String action) {
        String object = word(type);
        int colon = action.indexOf(':');
        if (colon > 0 && WITH_TEXT.contains(action.substring(0, colon))) {
            int text = colon + 1 < action.length() && action.charAt(colon + 1) == ' ' ? colon + 2 : colon + 1;
            return new DockerWords(object, ContainerActions.of(object, action.substring(0, colon)), action,
                    action.substring(text).stripTrailing());
        }
        return new DockerWords(object, ContainerActions.of(object, word(action)), action, "");
    }

    /// A word that can be part of an event's type, whatever an engine says.
    private static String word(String said) {
        boolean usual = said.length() <= LONGEST;
        for (int i = 0; usual && i < said.length(); i++) {
            usual = isUsual(said.charAt(i));
        }
        if (usual) {
            return said;
        }
        StringBuilder word = new StringBuilder(said.strip());
        word.setLength(Math.min(word.length(), LONGEST));
        for (int i = 0; i < word.length(); i++) {
            if (!isUsual(word.charAt(i))) {
                word.setCharAt(i, '-');
            }
        }
        return word.isEmpty() ? "-" : word.toString();
    }

    private static boolean isUsual(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'
                || c == '.' || c == ':' || c == '/' || (c > 0xa0 && Character.isLetterOrDigit(c));
    }

    /// Whether that text is a state of health, rather than a command.
    boolean isHealth() {
        return action.equals("health");
    }
}
