package dev.evtool.cli;

import dev.evtool.report.Messages;
import dev.evtool.stream.StreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The same question to several peers at once: who does not answer keeps no other from being listed.
final class Answers {

    /// What is asked of each.
    interface Question<P> {
        List<Map<String, Object>> rows(P peer) throws StreamException, InterruptedException;
    }

    private final Messages messages;
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private ExitCode code = ExitCode.OK;

    Answers(Messages messages) {
        this.messages = messages;
    }

    /// Asks; the rows come in the order of the peers.
    <P> void ask(List<P> peers, Question<P> question) throws InterruptedException {
        List<Future<List<Map<String, Object>>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (P peer : peers) {
                answers.add(threads.submit(() -> question.rows(peer)));
            }
            for (Future<List<Map<String, Object>>> answer : answers) {
                rows.addAll(rows(answer));
            }
        }
    }

    private List<Map<String, Object>> rows(Future<List<Map<String, Object>>> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StreamException failure) {
                messages.problem(failure.problem().what(), failure.problem().cause(), failure.problem().next());
                code = code.or(StreamRun.of(failure));
                return List.of();
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    List<Map<String, Object>> rows() {
        return rows;
    }

    /// Of those that did not answer.
    ExitCode code() {
        return code;
    }
}
