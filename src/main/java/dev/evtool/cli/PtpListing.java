package dev.evtool.cli;

import dev.evtool.ptp.ProxyInquiry;
import dev.evtool.ptp.PtpSettings;
import dev.evtool.report.Messages;
import dev.evtool.stream.StreamException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The same question to several proxies at once: who does not answer keeps no other from being listed.
final class PtpListing {

    /// What is asked of each.
    interface Question {
        List<Map<String, Object>> rows(ProxyInquiry proxy) throws StreamException, InterruptedException;
    }

    private final Messages messages;
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private ExitCode code = ExitCode.OK;
    private int leftOut;

    PtpListing(Messages messages) {
        this.messages = messages;
    }

    /// Asks; the rows come in the order of the proxies.
    void ask(List<PtpSettings> proxies, ClockOptions clocks, Question question)
            throws StreamException, InterruptedException {
        List<String> paths = clocks.paths();
        List<Future<List<Map<String, Object>>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (PtpSettings settings : proxies) {
                answers.add(threads.submit(() -> answer(settings, question)));
            }
            for (Future<List<Map<String, Object>>> answer : answers) {
                for (Map<String, Object> row : rows(answer)) {
                    if (clocks.include(row, paths)) {
                        rows.add(row);
                    } else {
                        leftOut++;
                    }
                }
            }
        }
    }

    private List<Map<String, Object>> answer(PtpSettings settings, Question question)
            throws StreamException, InterruptedException {
        ProxyInquiry proxy = new ProxyInquiry(settings, messages::line);
        List<Map<String, Object>> named = new ArrayList<>();
        for (Map<String, Object> row : question.rows(proxy)) {
            Map<String, Object> copy = new LinkedHashMap<>();
            copy.put("proxy", proxy.name());
            copy.putAll(row);
            named.add(copy);
        }
        return named;
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

    /// Says why the list is empty, if it is and all answered.
    ///
    /// @param reason where there was nothing to be listed at all
    void explainNothing(String reason) {
        if (rows.isEmpty() && code == ExitCode.OK) {
            messages.line(leftOut > 0 ? "none of the " + leftOut + " there are is of the --node and --resource given"
                    : reason);
        }
    }

    /// Of those that did not answer.
    ExitCode code() {
        return code;
    }
}
