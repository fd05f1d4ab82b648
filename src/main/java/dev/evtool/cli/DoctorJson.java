package dev.evtool.cli;

import dev.evtool.report.ListingPrinter;
import dev.evtool.stream.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A doctor's findings for programs: one array at the end, as `doctor.schema.json` and its like describe it.
final class DoctorJson implements DoctorPrinter {

    private final String member;
    private final ListingPrinter printer;
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private String peer = "";

    /// @param member that names the peer, such as `proxy`
    DoctorJson(String member, ListingPrinter printer) {
        this.member = member;
        this.printer = printer;
    }

    @Override
    public void begin(String name) {
        peer = name;
    }

    @Override
    public void finding(Finding finding) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(member, peer);
        row.put("step", finding.step());
        row.put("verdict", finding.verdict().word());
        row.put("evidence", finding.evidence());
        String next = finding.next();
        if (next != null) {
            row.put("next", next.replace("`", ""));
        }
        String command = finding.command();
        if (command != null) {
            row.put("command", command);
        }
        rows.add(row);
    }

    @Override
    public void conclude() {
        // the findings say it
    }

    @Override
    public void end() throws IOException {
        printer.json(rows);
    }
}
