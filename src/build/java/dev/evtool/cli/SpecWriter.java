package dev.evtool.cli;

import dev.evtool.config.Environment;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes the class `Specs` that stands in the packaged program for the one that reads annotations.
///
/// What it cannot express - an attribute that no command had so far - stops it: packaging then keeps the class that
/// reads annotations, and says so.
final class SpecWriter {

    /// What an annotation may set, and how the builder of picocli calls it.
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(Map.entry("description", "description"),
            Map.entry("paramLabel", "paramLabel"), Map.entry("arity", "arity"), Map.entry("split", "splitRegex"),
            Map.entry("required", "required"), Map.entry("hidden", "hidden"), Map.entry("usageHelp", "usageHelp"),
            Map.entry("versionHelp", "versionHelp"), Map.entry("negatable", "negatable"),
            Map.entry("defaultValue", "defaultValue"), Map.entry("index", "index"));

    private static final String OF = """
            package dev.evtool.cli;

            import picocli.CommandLine.Model.ArgSpec;
            import picocli.CommandLine.Model.CommandSpec;
            import picocli.CommandLine.Model.IGetter;
            import picocli.CommandLine.Model.ISetter;
            import picocli.CommandLine.Model.OptionSpec;
            import picocli.CommandLine.Model.PositionalParamSpec;

            @SuppressWarnings({"unchecked", "rawtypes"})
            final class Specs {

                static CommandSpec of(Object command) {
                    return switch (command.getClass().getName()) { // names: no class is loaded but that of the command
            %s            default -> CommandSpec.forAnnotatedObject(command);
                    };
                }
            """;

    private static final String SLOT = """

                private static ArgSpec arg(OptionSpec.Builder builder, Class<?> group, Slot slot) {
                    return builder.userObject(group).getter(slot).setter(slot).initialValue(slot.get()).build();
                }

                private static ArgSpec arg(PositionalParamSpec.Builder builder, Class<?> group, Slot slot) {
                    return builder.userObject(group).getter(slot).setter(slot).initialValue(slot.get()).build();
                }

                private record Slot(Object owner, int field) implements IGetter, ISetter {

                    @Override
                    public <T> T get() {
                        Object value = switch (field) {
            %s                default -> throw new IllegalStateException();
                        };
                        return (T) value;
                    }

                    @Override
                    public <T> T set(T value) {
                        switch (field) {
            %s                default -> throw new IllegalStateException();
                        }
                        return null;
                    }
                }
            """;

    private final StringBuilder methods = new StringBuilder();
    private final StringBuilder choices = new StringBuilder();
    private final List<Field> slots = new ArrayList<>();

    private SpecWriter() {}

    /// Writes `Specs.java` into the folder that is named.
    public static void main(String[] args) throws Exception {
        Files.writeString(Path.of(args[0], "Specs.java"), new SpecWriter().write());
    }

    private String write() throws ReflectiveOperationException {
        Map<String, Object> commands = new TreeMap<>();
        Console console = new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(), Environment.current());
        collect(RootCommand.commandLine(console), commands);
        collect(RootCommand.filesOnly(console), commands);
        for (Object command : commands.values()) {
            command(command);
        }
        return OF.formatted(choices) + methods + slot() + "}\n";
    }

    private static void collect(CommandLine line, Map<String, Object> commands) {
        Object command = line.getCommand();
        commands.putIfAbsent(command.getClass().getName(), command);
        line.getSubcommands().values().forEach(sub -> collect(sub, commands));
    }

    private void command(Object command) throws ReflectiveOperationException {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        String type = command.getClass().getName();
        String method = command.getClass().getSimpleName();
        choices.append("            case %s -> %s((%s) command);%n".formatted(code(type), method, type));
        methods.append("%n    private static CommandSpec %s(%s c) {%n".formatted(method, type))
                .append("        CommandSpec s = CommandSpec.wrapWithoutInspection(c);\n");
        Command annotation = command.getClass().getAnnotation(Command.class);
        set(annotation).forEach((name, value) -> statement(switch (name) {
            case "name" -> "s.name(" + code(value) + ")";
            case "description" -> "s.usageMessage().description(" + code(value) + ")";
            default -> throw new IllegalArgumentException("@Command(" + name + ") of " + type);
        }));
        Map<Class<?>, String> owners = new LinkedHashMap<>();
        owners(command.getClass(), "c", owners);
        injectSpec(owners);
        mixins(spec, "c");
        for (ArgSpec arg : spec.args()) {
            statement("s.add(" + arg(arg, owners) + ")");
        }
        methods.append("        return s;\n    }\n");
    }

    private void statement(String code) {
        methods.append("        ").append(code).append(";\n");
    }

    /// Where the objects with options are, seen from the command: it and what is mixed in.
    private static void owners(Class<?> type, String path, Map<Class<?>, String> owners) {
        for (Class<?> t = type; t != null && t != Object.class; t = t.getSuperclass()) {
            if (owners.putIfAbsent(t, path) != null) {
                throw new IllegalArgumentException(t + " is mixed in twice");
            }
            for (Field field : t.getDeclaredFields()) {
                if (field.isAnnotationPresent(CommandLine.Mixin.class)) {
                    owners(field.getType(), path + "." + reachable(field).getName(), owners);
                } else if (Stream.of(CommandLine.ParentCommand.class, CommandLine.ArgGroup.class,
                        CommandLine.Unmatched.class).anyMatch(field::isAnnotationPresent)) {
                    throw new IllegalArgumentException("the annotation of " + field);
                }
            }
        }
    }

    private void injectSpec(Map<Class<?>, String> owners) {
        owners.forEach((type, path) -> Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Spec.class))
                .forEach(field -> statement(path + "." + reachable(field).getName() + " = s")));
    }

    /// Mixed-in objects are known by their names; their options are added with all others, in the order of help.
    private void mixins(CommandSpec spec, String path) {
        spec.mixins().forEach((name, mixin) -> statement("s.addMixin(%s, CommandSpec.wrapWithoutInspection(%s.%s))"
                .formatted(code(name), path, name)));
    }

    private String arg(ArgSpec arg, Map<Class<?>, String> owners) {
        Field field = reachable((Field) arg.userObject());
        Class<?> declaring = field.getDeclaringClass();
        String owner = Objects.requireNonNull(owners.get(declaring), field::toString);
        Map<String, Object> set = set(
                arg.isOption() ? field.getAnnotation(Option.class) : field.getAnnotation(Parameters.class));
        Object names = set.remove("names");
        // what picocli makes out itself when it reads annotations, and only then
        set.put("paramLabel", arg.paramLabel());
        set.put("required", arg.required());
        set.putIfAbsent("arity", arg.arity().toString());
        StringBuilder code = new StringBuilder(
                names == null ? "PositionalParamSpec.builder()" : "OptionSpec.builder(" + code(names) + ")");
        set.forEach((name, value) -> code.append('.')
                .append(Objects.requireNonNull(ATTRIBUTES.get(name), () -> name + " of " + field)).append('(')
                .append(code(value)).append(')'));
        code.append(".type(").append(code(arg.type())).append(").auxiliaryTypes(").append(code(arg.auxiliaryTypes()))
                .append(')');
        if (!slots.contains(field)) {
            slots.add(field);
        }
        return "arg(%s, %s, new Slot(%s, %d))".formatted(code, code(declaring), owner, slots.indexOf(field));
    }

    /// All fields behind one class: a lambda for each would cost more to link than all the rest.
    private String slot() {
        StringBuilder get = new StringBuilder();
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < slots.size(); i++) {
            Field field = slots.get(i);
            String place = "((%s) owner).%s".formatted(field.getDeclaringClass().getCanonicalName(), field.getName());
            get.append("                case %d -> %s;%n".formatted(i, place));
            set.append("                case %d -> %s = (%s) value;%n".formatted(i, place,
                    field.getType().getCanonicalName()));
        }
        return SLOT.formatted(get, set);
    }

    private static Field reachable(Field field) {
        if (Modifier.isPrivate(field.getModifiers())) {
            throw new IllegalArgumentException(field + " is private");
        }
        return field;
    }

    /// What of an annotation differs from its defaults.
    private static Map<String, Object> set(Annotation annotation) {
        Map<String, Object> set = new TreeMap<>();
        for (Method attribute : annotation.annotationType().getDeclaredMethods()) {
            try {
                Object value = attribute.invoke(annotation);
                if (!Objects.deepEquals(value, attribute.getDefaultValue())) {
                    set.put(attribute.getName(), value);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return set;
    }

    private static String code(Object value) {
        return switch (value) {
            case String text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
            case Boolean flag -> flag.toString();
            case Class<?> type -> type.getCanonicalName() + ".class";
            case Object[] several -> Arrays.stream(several).map(SpecWriter::code).collect(Collectors.joining(", "));
            default -> throw new IllegalArgumentException("a value of " + value.getClass());
        };
    }
}
