package dev.evtool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of what must come out is about the corpora that are there.
class CorpusVerdictsTest {

    static List<CorpusVerdicts> corpora() {
        return CorpusVerdicts.ALL;
    }

    @ParameterizedTest
    @MethodSource("corpora")
    void theTableFitsTheCorpus(CorpusVerdicts corpus) {
        List<CorpusVerdicts.Row> rows = corpus.rows();
        assertEquals(corpus.records(), rows.size());
        RecordCheck check = RecordJudge.of(Catalog.shipped(), null, false).get();
        for (CorpusVerdicts.Row row : rows) {
            if (!row.text().contains("\"$ref\"")) { // those are followed where files are read
                byte[] bytes = row.text().getBytes(StandardCharsets.UTF_8);
                Judgement judgement = check.check(bytes, 0, bytes.length, Places.counted(bytes, 0, 1, 1));
                assertEquals(corpus.verdict().apply(row), judgement.verdict(), () -> row.name() + ' ' + judgement);
            }
        }
        assertEquals(corpus.exceptions(),
                rows.stream().map(corpus.verdict()).filter(v -> v != Verdict.VALID).count(), corpus.why());
    }
}
