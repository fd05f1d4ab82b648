package dev.evtool.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One change to a valid notification. Breaking ones must be found wherever in the message they are, harmless ones must not
/// be reported at all.
enum Mutation {
    DROP(true) {
        @Override
        boolean change(Target target) {
            SchemaField field = target.field(f -> !f.optional());
            return field != null && target.data.containsKey(field.name()) && removed(target.data, field.name());
        }
    },
    RETYPE(true) {
        @Override
        boolean change(Target target) {
            SchemaField field = target.field(f -> f.type().shape() != Scalar.ANY);
            Object now = field == null ? null : target.data.get(field.name());
            if (field == null || now == null) {
                return false;
            }
            List<Object> others = new ArrayList<>(List.of("text", 7, true, List.of("a"), Map.of("a", "b")));
            others.removeIf(o -> sameJson(o, now));
            target.data.put(field.name(), others.get(target.random.nextInt(others.size())));
            return true;
        }
    },
    RETYPE_INSIDE(true) {
        @Override
        boolean change(Target target) {
            SchemaField field = target.field(f -> f.type().shape() instanceof Shape.Items
                    || f.type().shape() instanceof Shape.Entries);
            if (field == null) {
                return false;
            }
            boolean list = field.type().shape() instanceof Shape.Items;
            target.data.put(field.name(), list ? List.of(List.of(1)) : Map.of("a", List.of(1)));
            return true;
        }
    },
    RENAME(true) {
        @Override
        boolean change(Target target) {
            SchemaField field = target.field(f -> target.data.containsKey(f.name()));
            if (field == null) {
                return false;
            }
            target.data.put(field.name() + "_", target.data.remove(field.name()));
            return true;
        }
    },
    EXTRA(true) {
        @Override
        boolean change(Target target) {
            target.data.put("brand_new", 1);
            return true;
        }
    },
    NULL(true) {
        @Override
        boolean change(Target target) {
            return set(target, f -> !f.type().nullable(), null);
        }
    },
    WRONG_ENUM(true) {
        @Override
        boolean change(Target target) {
            return set(target, f -> f.type().shape() instanceof Shape.Enumeration, "no_such_value");
        }
    },
    WRONG_FORM(true) {
        @Override
        boolean change(Target target) {
            return set(target, f -> f.type().shape() == Scalar.DATETIME || f.type().shape() == Scalar.UUID
                    || f.type().shape() == Scalar.IP || f.type().shape() == Scalar.MAC, "2026-13-45 25:61");
        }
    },
    TOO_LONG(true) {
        @Override
        boolean change(Target target) {
            return set(target, f -> f.type().shape() == Scalar.INTEGER,
                    new java.math.BigInteger("9223372036854775808"));
        }
    },
    FRACTION(true) {
        @Override
        boolean change(Target target) {
            return set(target, f -> f.type().shape() == Scalar.INTEGER, 1.5);
        }
    },
    OTHER_OBJECT(true) {
        @Override
        boolean change(Target target) {
            SchemaField field = target.field(f -> target.data.get(f.name()) instanceof Map<?, ?> map
                    && map.containsKey("nova_object.name"));
            if (field == null) {
                return false;
            }
            Map<String, Object> other = Target.map(target.data.get(field.name()));
            other.put("nova_object.name", "AggregateCachePayload".equals(other.get("nova_object.name")) ? "IpPayload"
                    : "AggregateCachePayload");
            return true;
        }
    },
    MAJOR_UP(true) {
        @Override
        boolean change(Target target) {
            target.object.put("nova_object.version", (target.version().major() + 1) + ".0");
            return true;
        }
    },
    MAJOR_DOWN(true) {
        @Override
        boolean change(Target target) {
            target.object.put("nova_object.version", "0.9");
            return true;
        }
    },
    MINOR_UP(true) {
        @Override
        boolean change(Target target) {
            target.object.put("nova_object.version", target.version().major() + ".99");
            return true;
        }
    },
    /// To a minor that the catalog does not go back to.
    MINOR_DOWN(true) {
        @Override
        boolean change(Target target) {
            Version first = Version.parse(target.schema.history().versions().getFirst().version()).orElseThrow();
            if (first.minor() == 0) {
                return false;
            }
            target.object.put("nova_object.version", first.major() + "." + (first.minor() - 1));
            return true;
        }
    },
    VERSION_FORM(true) {
        @Override
        boolean change(Target target) {
            List<Object> wrong = List.of("1", "abc", "", "1.x", "1.2.3.4", "v1.0", 1.0, 1, List.of(1), " 1.0");
            target.object.put("nova_object.version", wrong.get(target.random.nextInt(wrong.size())));
            return true;
        }
    },
    WRAPPER_LACKS(true) {
        @Override
        boolean change(Target target) {
            List<String> members = List.of("nova_object.name", "nova_object.namespace", "nova_object.version",
                    "nova_object.data");
            return removed(target.object, members.get(target.random.nextInt(4)));
        }
    },
    WRAPPER_HAS(true) {
        @Override
        boolean change(Target target) {
            target.object.put("nova_object.date", 1);
            return true;
        }
    },
    NAMESPACE(true) {
        @Override
        boolean change(Target target) {
            target.object.put("nova_object.namespace", "cinder");
            return true;
        }
    },
    REORDER(false) {
        @Override
        boolean change(Target target) {
            shuffled(target.object, target.random);
            shuffled(target.data, target.random);
            return true;
        }
    },
    OPTIONAL_NULL(false) {
        @Override
        boolean change(Target target) {
            return set(target, f -> f.type().nullable(), null);
        }
    },
    OPTIONAL_ABSENT(false) {
        @Override
        boolean change(Target target) {
            SchemaField field = target.field(SchemaField::optional);
            return field != null && target.data.containsKey(field.name()) && removed(target.data, field.name());
        }
    },
    PATCH(false) {
        @Override
        boolean change(Target target) {
            target.object.put("nova_object.version", target.version().text() + ".7");
            return true;
        }
    },
    CHANGES(false) {
        @Override
        boolean change(Target target) {
            target.object.put("nova_object.changes", List.of("host"));
            return true;
        }
    },
    OTHER_TEXT(false) {
        @Override
        boolean change(Target target) {
            return set(target, f -> f.type().shape() == Scalar.STRING, "\u202e😀 \u0000 null { \"");
        }
    },
    EMPTY(false) {
        @Override
        boolean change(Target target) {
            return set(target, f -> f.type().shape() instanceof Shape.Items, List.of());
        }
    },
    LONG(false) {
        @Override
        boolean change(Target target) {
            return set(target, f -> f.type().shape() == Scalar.INTEGER, Long.MIN_VALUE);
        }
    };

    /// A versioned object in a message, and its schema.
    record Target(Random random, ObjectSchema schema, Map<String, @Nullable Object> object,
            Map<String, @Nullable Object> data) {

        interface Wish {
            boolean fits(SchemaField field);
        }

        /// Any field that fits; null if none does.
        @Nullable
        SchemaField field(Wish wish) {
            List<SchemaField> fitting = schema.fields().stream().filter(wish::fits).toList();
            return fitting.isEmpty() ? null : fitting.get(random.nextInt(fitting.size()));
        }

        Version version() {
            return Version.parse(schema.version()).orElseThrow();
        }

        @SuppressWarnings("unchecked")
        static Map<String, Object> map(@Nullable Object value) {
            return (Map<String, Object>) java.util.Objects.requireNonNull(value);
        }
    }

    private final boolean breaking;

    Mutation(boolean breaking) {
        this.breaking = breaking;
    }

    boolean isBreaking() {
        return breaking;
    }

    /// Changes the object; false if it has nothing that can be changed so.
    abstract boolean change(Target target);

    private static boolean set(Target target, Target.Wish wish, @Nullable Object value) {
        SchemaField field = target.field(f -> wish.fits(f) && target.data.containsKey(f.name()));
        if (field == null) {
            return false;
        }
        target.data.put(field.name(), value);
        return true;
    }

    private static boolean removed(Map<String, @Nullable Object> map, String name) {
        map.remove(name);
        return true;
    }

    private static boolean sameJson(Object a, Object b) {
        return a instanceof String == b instanceof String && a instanceof Number == b instanceof Number
                && a instanceof Boolean == b instanceof Boolean && a instanceof List == b instanceof List
                && a instanceof Map == b instanceof Map;
    }

    private static void shuffled(Map<String, @Nullable Object> map, Random random) {
        List<String> names = new ArrayList<>(map.keySet());
        Collections.shuffle(names, random);
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(map);
        map.clear();
        names.forEach(name -> map.put(name, copy.get(name)));
    }
}
