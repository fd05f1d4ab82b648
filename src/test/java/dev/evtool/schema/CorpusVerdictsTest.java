package dev.evtool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        assertEquals(corpus.exceptions(),
                rows.stream().map(corpus.verdict()).filter(v -> v != Verdict.VALID).count(), corpus.why());
    }
}
