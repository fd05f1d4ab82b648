package dev.evtool.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// `src/test/python/isulad_server.py` as a process, by Debian's Python and its library of gRPC (python3-grpcio,
/// python3-protobuf, protobuf-compiler).
final class PythonIsulad implements AutoCloseable {

    private static final String TIMESTAMP = "google/protobuf/timestamp.proto";

    private final Process process;
    private final BufferedReader answers;
    private final int port;

    /// @param arguments of the script
    PythonIsulad(Path folder, String... arguments) throws IOException, InterruptedException {
        compile(folder);
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "src/test/python/isulad_server.py"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(folder.resolve("python.err").toFile());
        builder.environment().put("PYTHONPATH", folder.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        process = builder.start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        String line = answers.readLine();
        if (line == null || !line.startsWith("listening ")) {
            process.destroy();
            throw new IOException(line + "\n" + Files.readString(folder.resolve("python.err")));
        }
        port = Integer.parseInt(line.substring("listening ".length()));
    }

    /// Our definition for Python, which needs that of its types of time.
    private static void compile(Path folder) throws IOException, InterruptedException {
        Path imported = folder.resolve(TIMESTAMP);
        Files.createDirectories(imported.getParent());
        try (InputStream in = Objects
                .requireNonNull(PythonIsulad.class.getClassLoader().getResourceAsStream(TIMESTAMP))) {
            Files.write(imported, in.readAllBytes());
        }
        Process protoc = new ProcessBuilder("protoc", "-I" + folder, "-Isrc/main/proto", "--python_out=" + folder,
                "isulad.proto").redirectErrorStream(true).start();
        String said = new String(protoc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (protoc.waitFor() != 0) {
            throw new IOException("protoc: " + said);
        }
    }

    int port() {
        return port;
    }

    private String say(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
        return String.valueOf(answers.readLine());
    }

    /// Makes something happen now.
    ///
    /// @param event as JSON: `opt`, `id`, `annotations`, `time` in nanoseconds
    void happens(Map<String, Object> event) throws IOException {
        String answer = say(new String(WireJson.of(event), StandardCharsets.UTF_8));
        if (!answer.equals("happened")) {
            throw new IOException(answer);
        }
    }

    /// How many `listeners` there are, and the `metadata` of the last call.
    Map<String, Object> look() throws IOException {
        return ContainerRecordings.json(say("look"));
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
