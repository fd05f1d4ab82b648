package dev.evtool.report;

/// One line that GitHub's runner takes for a command: `::error file=a.json,line=1::message`. It decodes `%25 %0D %0A`, in
/// properties `%3A %2C` too, and nothing else (actions/runner, `ActionCommand.cs`), so that these are all there is to
/// escape.
final class WorkflowCommand {

    /// The most of one text, in cells.
    static final int LONGEST = 600;

    private final StringBuilder line = new StringBuilder(200).append("::");
    private char separator = ' ';

    WorkflowCommand(String name) {
        line.append(name);
    }

    WorkflowCommand property(String name, String value) {
        line.append(separator).append(name).append('=')
                .append(data(value).replace(":", "%3A").replace(",", "%2C"));
        separator = ',';
        return this;
    }

    /// The whole line, without its end.
    String message(String text) {
        return line.append("::").append(data(text)).toString();
    }

    /// `##[` anywhere in a line is the older form of a command. The runner does not look for it in a line that is one of
    /// the newer form; but who copies the line elsewhere should not have to know.
    private static String data(String text) {
        return text.replace("##[", "# #[").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
