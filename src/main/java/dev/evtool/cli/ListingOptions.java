package dev.evtool.cli;

import dev.evtool.event.Listing;
import dev.evtool.report.ListingPrinter;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Option;

/// In what form a list goes to stdout.
@OptionGroup(value = "Output", order = 50)
final class ListingOptions {

    enum Format {
        TABLE, JSON, NDJSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "table", description = "table, json (one array) or ndjson (one object a line). Default: ${DEFAULT-VALUE}.")
    Format format = Format.TABLE;

    void print(Listing listing, Console console, CommonOptions common) throws IOException {
        ListingPrinter printer = new ListingPrinter(console.out(), console.outTheme(common.color));
        switch (format) {
            case TABLE -> printer.table(listing);
            case JSON -> printer.json(listing.rows());
            case NDJSON -> printer.ndjson(listing.rows());
        }
    }

}
