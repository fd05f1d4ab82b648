package dev.evtool.cli;

import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// How help looks: what the command does, calls to copy, then the options by task, then the exit codes.
final class HelpLayout {

    /// Readable everywhere; wider lines are hard to read, and asking the terminal costs start-up time.
    static final int WIDTH = 100;

    private static final String EXIT_CODES = """
            %nExit codes: 0 done, 1 negative verdict, 2 wrong usage, 3 source unreachable, 4 stream incomplete,%n\
            5 input unreadable, 70 internal error, 124 timeout, 130/143 ended by a signal.%n\
            Every long option has a variable: EVTOOL_CONNECT_TIMEOUT for --connect-timeout.%n\
            More: evtool help exit-codes, evtool help filters, evtool help capture%n""";

    private HelpLayout() {}

    static void apply(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        usage.synopsisHeading("%nUsage: ").descriptionHeading("").abbreviateSynopsis(true);
        usage.sectionKeys(
                List.of(UsageMessageSpec.SECTION_KEY_DESCRIPTION, UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
                        UsageMessageSpec.SECTION_KEY_SYNOPSIS, UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
                        UsageMessageSpec.SECTION_KEY_OPTION_LIST, UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
                        UsageMessageSpec.SECTION_KEY_COMMAND_LIST, UsageMessageSpec.SECTION_KEY_FOOTER));
        usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
        usage.commandListHeading("%nCommands:%n")
                .footer(EXIT_CODES.replace("%n", System.lineSeparator()).stripTrailing());
        line.getSubcommands().values().forEach(HelpLayout::apply);
    }

    private static String options(Help help) {
        Map<OptionGroup, List<OptionSpec>> groups = new TreeMap<>(Comparator.comparingInt(OptionGroup::order));
        StringBuilder text = new StringBuilder();
        for (OptionSpec option : help.commandSpec().options()) {
            OptionGroup group = group(option);
            if (group == null) {
                group = CommonOptions.class.getAnnotation(OptionGroup.class);
            }
            groups.computeIfAbsent(group, g -> new java.util.ArrayList<>()).add(option);
        }
        groups.forEach((group, options) -> {
            text.append(System.lineSeparator()).append(group.value()).append(':').append(System.lineSeparator());
            Help.Layout layout = help.createDefaultLayout();
            options.forEach(option -> layout.addOption(option, help.createDefaultParamLabelRenderer()));
            text.append(layout);
        });
        return text.toString();
    }

    private static @Nullable OptionGroup group(OptionSpec option) {
        return switch (option.userObject()) {
            case Field field -> field.getDeclaringClass().getAnnotation(OptionGroup.class);
            case Class<?> type -> type.getAnnotation(OptionGroup.class); // of Specs without annotations
            case null, default -> null;
        };
    }
}
