package dev.evtool.cli;

import dev.evtool.container.ContainerSourceType;
import dev.evtool.event.Field;
import dev.evtool.event.Vocabularies;
import dev.evtool.event.Vocabulary;
import dev.evtool.notify.NotifySourceType;
import dev.evtool.ptp.PtpSourceType;
import dev.evtool.stream.SourceType;
import java.util.List;
import java.util.Optional;

/// The families that evtool knows. A new one is a line here.
final class Families {

    static final List<SourceType> ALL = List.of(new PtpSourceType(), new ContainerSourceType(), new NotifySourceType());

    /// Who understands an event: the family whose source it has, else one that knows its type.
    static final Vocabularies VOCABULARIES = Families::vocabulary;

    private Families() {}

    private static Optional<Vocabulary> vocabulary(String source, String type) {
        for (SourceType family : ALL) {
            if (isOf(family, source)) {
                return Optional.of(family.vocabulary());
            }
        }
        for (SourceType family : ALL) {
            if (family.vocabulary().claims(source, type)) {
                return Optional.of(family.vocabulary());
            }
        }
        return Optional.empty();
    }

    /// Several families have events of the same type, such as `volume.create`.
    private static boolean isOf(SourceType family, String source) {
        int colon = source.indexOf(':');
        return colon >= 0 && (family.schemes().contains(source.substring(0, colon))
                || source.startsWith("demo:" + family.demoName()));
    }

    /// The typed fields of all families, for filters.
    static List<Field> fields() {
        return ALL.stream().flatMap(family -> family.vocabulary().fields().stream()).toList();
    }
}
