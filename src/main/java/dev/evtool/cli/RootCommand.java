package dev.evtool.cli;

import dev.evtool.event.NearestName;
import dev.evtool.filter.FilterException;
import dev.evtool.ptp.PtpApi;
import dev.evtool.ptp.PtpSpelling;
import dev.evtool.report.Messages;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.DurationText;
import dev.evtool.stream.Overflow;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.terminal.ColorWish;
import dev.evtool.terminal.StandardStreams;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// `evtool`: the tree of commands, and what every command has in common - how words become values, and how failures
/// become messages and exit codes.
@Command(name = "evtool", description = {"See, check and reproduce event streams", "", "Examples:",
        "  evtool ptp watch --demo                              clocks of an embedded demo",
        "  evtool ptp watch --proxy http://localhost:9043       clocks of a real cloud-event-proxy",
        "  evtool ptp doctor --proxy http://localhost:9043      why do no events come?",
        "  evtool events --since 10m --name web                 containers: what happened, and goes on",
        "  evtool notify watch amqp://localhost --pairs         OpenStack: what is done, and how long it takes",
        "  evtool record ptp://node1:9043 -w night.ndjson       keep every event",
        "  evtool tail night.ndjson -f 'severity == \"error\"'    read them back",
        "  evtool validate samples/ --strict                    do payloads keep their contract?"})
public final class RootCommand implements Callable<ExitCode> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    boolean version;

    private RootCommand() {}

    /// Without a command there is one thing to do: say what commands there are.
    @Override
    public ExitCode call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        line.usage(line.getOut());
        return ExitCode.OK;
    }

    /// Runs a command line.
    ///
    /// @return the exit code
    public static int run(Console console, String[] args) {
        CommandLine root = namesFilesOnly(args) ? filesOnly(console) : commandLine(console, args);
        int code = root.execute(args);
        root.getOut().flush();
        return code;
    }

    /// Whether the arguments are those of a validation of files, as far as that can be told before they are parsed.
    private static boolean namesFilesOnly(String[] args) {
        if (args.length < 2 || !args[0].equals("validate")) {
            return false;
        }
        for (String arg : args) {
            if (!Sources.isCapture(arg) || arg.equals("--help") || arg.equals("-h")) {
                return false;
            }
        }
        return true;
    }

    /// The validation of files alone. What it does not understand is left to the whole command.
    static CommandLine filesOnly(Console console) {
        CommandLine root = line(new RootCommand());
        root.addSubcommand("validate", line(new ValidateFilesCommand(console)));
        configure(root, console);
        root.setParameterExceptionHandler((e, args) -> {
            CommandLine whole = commandLine(console, args);
            int code = whole.execute(args);
            whole.getOut().flush();
            return code;
        });
        return root;
    }

    /// The whole tree; tests and generators of documents take it from here.
    static CommandLine commandLine(Console console) {
        return commandLine(console, new String[0]);
    }

    /// The part of the tree that a command line needs: the command that it names, or all of them to choose from.
    private static CommandLine commandLine(Console console, String[] args) {
        Map<String, Supplier<CommandLine>> commands = commands(console);
        String first = args.length == 0 ? "help" : args[0];
        if (first.equals("--version") || first.equals("-V")) {
            commands.clear();
        } else if (commands.containsKey(first) && !first.equals("help")) {
            commands.keySet().retainAll(Set.of(first));
        }
        CommandLine root = line(new RootCommand());
        commands.forEach((name, command) -> root.addSubcommand(name, command.get()));
        configure(root, console);
        return root;
    }

    /// All commands in the order of help. To make one costs some 10 ms, so each waits until it is asked for.
    private static Map<String, Supplier<CommandLine>> commands(Console console) {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("ptp", () -> new GroupCommand("ptp", "PTP clock events of cloud-event-proxies").commandLine()
                .addSubcommand(line(new PtpWatchCommand(console))).addSubcommand(line(new PtpStateCommand(console)))
                .addSubcommand(line(new PtpPublishersCommand(console)))
                .addSubcommand(line(new PtpSubscriptionsCommand(console)).addSubcommand(listCommand(console))
                        .addSubcommand(line(new PtpUnsubscribeCommand(console))))
                .addSubcommand(line(new PtpDoctorCommand(console))));
        commands.put("events",
                () -> line(new EventsCommand(console)).addSubcommand(line(new EventsStateCommand(console))));
        commands.put("notify", () -> new GroupCommand("notify", "Notifications on AMQP topics: OpenStack's buses")
                .commandLine().addSubcommand(line(new NotifyWatchCommand(console)))
                .addSubcommand(line(new NotifyEmitCommand(console)))
                .addSubcommand(line(new NotifyQueuesCommand(console)))
                .addSubcommand(line(new NotifyDoctorCommand(console))));
        commands.put("tail", () -> line(new TailCommand(console)));
        commands.put("record", () -> line(new RecordCommand(console)));
        commands.put("validate", () -> line(new ValidateCommand(console)));
        commands.put("schema", () -> new GroupCommand("schema", "Schemas of versioned payloads").commandLine()
                .addSubcommand(line(new SchemaListCommand(console))).addSubcommand(line(new SchemaShowCommand(console)))
                .addSubcommand(line(new SchemaDiffCommand(console)))
                .addSubcommand(line(new SchemaInferCommand(console)))
                .addSubcommand(line(new SchemaImportCommand(console))));
        commands.put("demo", () -> new GroupCommand("demo", "Embedded worlds, nothing to install").commandLine()
                .addSubcommand(line(new DemoPtpCommand(console)))
                .addSubcommand(line(new DemoContainersCommand(console)))
                .addSubcommand(line(new DemoNotificationsCommand(console))));
        commands.put("help", () -> line(new HelpCommand(console)));
        return commands;
    }

    private static CommandLine line(Object command) {
        return new CommandLine(Specs.of(command));
    }

    /// What the group does by itself, under a name of its own.
    private static CommandLine listCommand(Console console) {
        CommandLine list = line(new PtpSubscriptionsCommand(console));
        list.getCommandSpec().name("list");
        return list;
    }

    private static void configure(CommandLine root, Console console) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
        root.setOut(out);
        root.setErr(new PrintWriter(new OutputStreamWriter(console.err(), StandardCharsets.UTF_8), true));
        root.setUsageHelpWidth(HelpLayout.WIDTH);
        root.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        root.setUnmatchedOptionsArePositionalParams(false);
        root.registerConverter(Duration.class, RootCommand::duration);
        root.registerConverter(Instant.class, RootCommand::instant);
        root.registerConverter(Long.class, RootCommand::number);
        for (Class<?> type : List.of(OutputOptions.Format.class, ListingOptions.Format.class, TextOrJson.Format.class,
                SchemaInferCommand.Format.class, DoctorOptions.Format.class, EmitSendOptions.Format.class,
                EmitSendOptions.Packing.class, EmitSendOptions.Kind.class, Overflow.class, PtpApi.class,
                PtpSpelling.class, ColorWish.class)) {
            choices(root, type);
        }
        root.setDefaultValueProvider(new EnvironmentDefaults(console.environment()));
        root.setExitCodeExceptionMapper(e -> ExitCode.INTERNAL.number());
        root.setExecutionExceptionHandler((e, line, parsed) -> failed(e, line, console));
        root.setParameterExceptionHandler((e, words) -> misused(e, console));
        root.setExecutionStrategy(RootCommand::execute);
        HelpLayout.apply(root);
        root.getCommandSpec().version("evtool " + version());
    }

    static String version() {
        return Objects.requireNonNullElse(RootCommand.class.getPackage().getImplementationVersion(), "(unpackaged)");
    }

    private static int execute(CommandLine.ParseResult parsed) {
        int code = new CommandLine.RunLast().execute(parsed);
        List<CommandLine> lines = parsed.asCommandLineList();
        Object result = lines.getLast().getExecutionResult();
        return result instanceof ExitCode exit ? exit.number() : code;
    }

    private static Duration duration(String text) {
        return DurationText.parse(text).filter(d -> !d.isZero() && d.toDays() < 100_000).orElseThrow(
                () -> new TypeConversionException(
                        "\"" + text + "\" is not a duration: write 30s, 10m, 1h30m or 500ms"));
    }

    private static Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + text + "\" is not a whole number");
        }
    }

    private static Instant instant(String text) {
        return TimeText.instant(text, Instant.now(), ZoneId.systemDefault())
                .orElseThrow(
                        () -> new TypeConversionException("\"" + text + "\" is not a time: write 2026-11-22T03:04:05Z, "
                                + "2026-11-22, 10m (ago), +10m (ahead), now, or epoch seconds"));
    }

    private static <E> void choices(CommandLine root, Class<E> type) {
        root.registerConverter(type, word -> choice(type.getEnumConstants(), word));
    }

    private static <E> E choice(E[] values, String word) {
        String wanted = word.replace('-', '_');
        return Arrays.stream(values).filter(v -> name(v).equalsIgnoreCase(wanted)).findFirst()
                .orElseThrow(() -> new TypeConversionException("\"" + word + "\" is none of "
                        + Arrays.stream(values).map(v -> name(v).toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.joining(", "))));
    }

    private static String name(Object constant) {
        return ((Enum<?>) constant).name();
    }

    private static int failed(Exception e, CommandLine line, Console console) {
        Messages messages = console.messages(ColorWish.AUTO);
        return switch (e) {
            case StreamException s -> say(messages, s.problem(), StreamRun.of(s));
            case UsageException u -> say(messages, u.problem(), ExitCode.USAGE);
            case SchemaException s -> say(messages, new Problem(s.what(), s.likelyCause(), s.next()), ExitCode.INPUT);
            case FilterException f -> {
                messages.problem(f.what() + "\n" + f.excerpt(), null, "see: evtool help filters");
                yield ExitCode.USAGE.number();
            }
            case UncheckedIOException io -> unwritten(Objects.requireNonNull(io.getCause()), messages);
            case IOException io -> unwritten(io, messages);
            default -> {
                messages.problem("internal error: " + e, "a bug in evtool", "please report it with what -vv prints");
                boolean trace = line.getCommandSpec().mixins().values().stream()
                        .anyMatch(m -> m.userObject() instanceof CommonOptions common && common.stackTraces());
                if (trace) {
                    messages.line(StreamRun.stackTrace(e));
                }
                yield ExitCode.INTERNAL.number();
            }
        };
    }

    /// What commands read is told of by kinds of their own: here it is the output.
    private static int unwritten(IOException e, Messages messages) {
        return StandardStreams.isClosedPipe(e) ? ExitCode.OK.number()
                : say(messages, Problem.of("cannot write the output: " + e.getMessage()), ExitCode.INCOMPLETE);
    }

    private static int say(Messages messages, Problem problem, ExitCode code) {
        messages.problem(problem.what(), problem.cause(), problem.next());
        return code.number();
    }

    private static int misused(CommandLine.ParameterException e, Console console) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String what = Objects.requireNonNullElse(e.getMessage(), "wrong usage");
        List<String> meant = List.of();
        if (e instanceof UnmatchedArgumentException unmatched) {
            what = (unmatched.isUnknownOption() ? "unknown option " : "unknown command or argument ")
                    + unmatched.getUnmatched().getFirst();
            String typed = unmatched.getUnmatched().getFirst();
            meant = unmatched.getSuggestions().stream().filter(s -> NearestName.of(typed, List.of(s)).isPresent())
                    .distinct().limit(3).toList();
        }
        String next = meant.isEmpty() ? "see: " + command + " --help"
                : "did you mean " + String.join(" or ", meant) + "? See: " + command + " --help";
        String start = what.substring(0, 1).toLowerCase(Locale.ROOT);
        console.messages(ColorWish.AUTO).problem(start + what.substring(1), null, next);
        return ExitCode.USAGE.number();
    }
}
