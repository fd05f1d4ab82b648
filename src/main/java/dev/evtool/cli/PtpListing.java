package dev.evtool.cli;

import dev.evtool.ptp.ProxyInquiry;
import dev.evtool.ptp.PtpSettings;
import dev.evtool.report.Messages;
import dev.evtool.stream.StreamException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What several proxies have of the clocks that are wanted.
final class PtpListing {

    /// What is asked of each.
    interface Question {
        List<Map<String, Object>> rows(ProxyInquiry proxy) throws StreamException, InterruptedException;
    }

    private final Messages messages;
    private final Answers answers;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    PtpListing(Messages messages) {
        this.messages = messages;
        this.answers = new Answers(messages);
    }

    /// Asks; the rows come in the order of the proxies.
    void ask(List<PtpSettings> proxies, ClockOptions clocks, Question question)
            throws StreamException, InterruptedException {
        List<String> paths = clocks.paths();
        answers.ask(proxies, settings -> answer(settings, question));
        answers.rows().stream().filter(row -> clocks.include(row, paths)).forEach(rows::add);
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

    List<Map<String, Object>> rows() {
        return rows;
    }

    /// Says why the list is empty, if it is and all answered.
    ///
    /// @param reason where there was nothing to be listed at all
    void explainNothing(String reason) {
        if (rows.isEmpty() && code() == ExitCode.OK) {
            int leftOut = answers.rows().size();
            messages.line(leftOut > 0 ? "none of the " + leftOut + " there are is of the --node and --resource given"
                    : reason);
        }
    }

    /// Of those that did not answer.
    ExitCode code() {
        return answers.code();
    }
}
