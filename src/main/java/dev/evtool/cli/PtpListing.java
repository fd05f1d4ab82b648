package dev.evtool.cli;

import dev.evtool.ptp.ProxyInquiry;
import dev.evtool.ptp.PtpSettings;
import dev.evtool.report.Messages;
import dev.evtool.stream.StreamException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The same question to several proxies: who does not answer keeps no other from being listed.
final class PtpListing {

    /// What is asked of each.
    interface Question {
        List<Map<String, Object>> rows(ProxyInquiry proxy) throws StreamException, InterruptedException;
    }

    private final Messages messages;
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private ExitCode code = ExitCode.OK;

    PtpListing(Messages messages) {
        this.messages = messages;
    }

    void ask(List<PtpSettings> proxies, Question question) throws InterruptedException {
        for (PtpSettings settings : proxies) {
            try {
                ProxyInquiry proxy = new ProxyInquiry(settings, messages::line);
                for (Map<String, Object> row : question.rows(proxy)) {
                    Map<String, Object> named = new LinkedHashMap<>();
                    named.put("proxy", proxy.name());
                    named.putAll(row);
                    rows.add(named);
                }
            } catch (StreamException e) {
                messages.problem(e.problem().what(), e.problem().cause(), e.problem().next());
                code = code.or(StreamRun.of(e));
            }
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
