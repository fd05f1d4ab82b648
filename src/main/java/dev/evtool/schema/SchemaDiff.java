package dev.evtool.schema;

import dev.evtool.schema.SchemaChange.Need;
import dev.evtool.schema.SchemaStep.Bump;
import dev.evtool.schema.SchemaStep.Judged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Compares two sides and judges what the versions did: a minor step only adds, a major step may take away and change, and
/// without a change there is no step (oslo-notifications.md, 4).
public final class SchemaDiff {

    private final SchemaSide before;
    private final SchemaSide after;
    private final Map<String, String> renamed;
    private final Set<String> otherMeaning;
    private final List<SchemaStep> steps = new ArrayList<>();

    private SchemaDiff(SchemaSide before, SchemaSide after, Map<String, String> renamed, Set<String> otherMeaning) {
        this.before = before;
        this.after = after;
        this.renamed = renamed;
        this.otherMeaning = otherMeaning;
    }

    /// What there is to say, object by object.
    ///
    /// @param renamed names of objects now, by those that they had before
    /// @param otherMeaning objects whose fields mean something else now: their version may step without a change that shows
    public static List<SchemaStep> of(SchemaSide before, SchemaSide after, Map<String, String> renamed,
            Set<String> otherMeaning) {
        Map<String, String> names = new LinkedHashMap<>(renamed);
        if (before.objects().size() == 1 && after.objects().size() == 1) {
            // who names two objects wants these compared
            names.putIfAbsent(before.objects().keySet().iterator().next(), after.objects().keySet().iterator().next());
        }
        SchemaDiff diff = new SchemaDiff(before.besides(after), after.besides(before), names, otherMeaning);
        diff.compare();
        return diff.steps.stream().filter(SchemaStep::isNews).toList();
    }

    /// Event types that came, went, or carry another object now: a line for each.
    public static List<String> events(SchemaSide before, SchemaSide after, Map<String, String> renamed) {
        List<String> lines = new ArrayList<>();
        Map<String, String> then = before.besides(after).events();
        Map<String, String> now = after.besides(before).events();
        new TreeMap<>(then).forEach((event, payload) -> {
            String its = now.get(event);
            if (its == null && !after.isSeen() && !now.isEmpty()) {
                lines.add(event + " is gone; it carried " + payload);
            } else if (its != null && !its.equals(renamed.getOrDefault(payload, payload))) {
                lines.add(event + " carries " + its + ", not " + payload);
            }
        });
        if (!before.isSeen() && !then.isEmpty()) {
            new TreeMap<>(now).forEach((event, payload) -> {
                if (!then.containsKey(event)) {
                    lines.add(event + " is new; it carries " + payload);
                }
            });
        }
        return lines;
    }

    private void compare() {
        before.objects().forEach((name, object) -> {
            ObjectHistory now = after.objects().get(renamed.getOrDefault(name, name));
            if (now == null) {
                gone(object);
            } else {
                pair(object, now);
            }
        });
        after.objects().forEach((name, object) -> {
            if (!before.objects().containsKey(name) && !renamed.containsValue(name)) {
                fresh(object);
            }
        });
    }

    private void gone(ObjectHistory object) {
        if (after.isSeen()) {
            return; // the records need not have held it
        }
        String like = after.objects().values().stream().filter(other -> !before.objects().containsKey(other.name()))
                .filter(other -> isAlike(object, other)).map(ObjectHistory::name).findFirst().orElse("");
        steps.add(new SchemaStep(object.name(), object.name(), object.latest().version(), "", Bump.NONE, Judged.TOLD,
                like.isEmpty() ? "is gone"
                        : "is gone; " + like + " is like it: --renamed " + object.name() + '=' + like,
                List.of()));
    }

    private boolean isAlike(ObjectHistory a, ObjectHistory b) {
        return !a.latest().fields().isEmpty()
                && new FieldChanges(before, after, renamed).between(a.latest(), b.latest()).isEmpty();
    }

    private void fresh(ObjectHistory object) {
        if (!before.isSeen()) {
            steps.add(new SchemaStep(object.name(), object.name(), "", object.latest().version(), Bump.NONE,
                    Judged.TOLD, "is new", List.of()));
        }
    }

    /// Versions that both have must be the same; from the latest that the earlier side has, each step counts.
    private void pair(ObjectHistory a, ObjectHistory b) {
        for (ObjectSchema same : a.versions()) {
            b.version(same.version()).ifPresent(other -> step(same, other));
        }
        ObjectSchema last = a.latest();
        boolean stepped = false;
        for (ObjectSchema next : b.versions()) {
            if (VersionOrder.INSTANCE.compare(next.version(), last.version()) > 0) {
                step(last, next);
                last = next;
                stepped = true;
            }
        }
        if (!stepped && b.version(a.latest().version()).isEmpty()) {
            back(a, b);
        }
    }

    private void back(ObjectHistory a, ObjectHistory b) {
        if (after.isSeen() && a.version(b.latest().version()).isPresent()) {
            return; // the records are of an earlier version that is known, and was compared
        }
        if (before.isSeen() || after.isSeen()) {
            steps.add(new SchemaStep(b.name(), a.name(), a.latest().version(), b.latest().version(), Bump.BACK,
                    Judged.TOLD, "only earlier versions were seen: not compared", List.of()));
        } else {
            step(a.latest(), b.latest());
        }
    }

    private void step(ObjectSchema a, ObjectSchema b) {
        List<SchemaChange> changes = new FieldChanges(before, after, renamed).between(a, b);
        boolean versioned = a.history().isVersioned() && b.history().isVersioned();
        Bump bump = versioned ? Bump.of(a.version(), b.version()) : Bump.UNVERSIONED;
        Need need = changes.stream().map(SchemaChange::need).max(Need::compareTo).orElse(Need.NOTHING);
        Reason reason = reason(bump, need, b.name());
        steps.add(new SchemaStep(b.name(), a.name(), a.version(), b.version(), bump,
                reason.broken() ? Judged.BROKEN : Judged.KEPT, reason.why(), changes));
    }

    private record Reason(boolean broken, String why) {}

    private Reason reason(Bump bump, Need need, String name) {
        return switch (bump) {
            case NONE -> switch (need) {
                case NOTHING -> new Reason(false, "the same");
                case MINOR -> new Reason(true, "more than before without a minor bump");
                case MAJOR -> new Reason(true, "removed or retyped without a major bump");
            };
            case MINOR -> switch (need) {
                case NOTHING -> unchanged(name);
                case MINOR -> new Reason(false, "a minor bump, and only more than before");
                case MAJOR -> new Reason(true, "removed or retyped with only a minor bump");
            };
            case MAJOR -> switch (need) {
                case NOTHING -> unchanged(name);
                case MINOR -> new Reason(false, "a major bump, where a minor one would have done");
                case MAJOR -> new Reason(false, "a major bump");
            };
            case BACK -> new Reason(true, "the version went back");
            case UNVERSIONED -> new Reason(need == Need.MAJOR, need == Need.MAJOR
                    ? "removed or retyped, and no version tells the readers" : "without a version: additions are safe");
        };
    }

    private Reason unchanged(String name) {
        if (before.isSeen() || after.isSeen()) {
            return new Reason(false, "a bump; what it is for was not seen");
        }
        return otherMeaning.contains(name) ? new Reason(false, "a bump, for another meaning")
                : new Reason(true, "a bump without a change (if its meaning changed: --meaning " + name + ')');
    }
}
