package dev.evtool.schema.input;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A member of an object in layers, with its value in each that has it, the strongest first.
final class LayeredMember {

    private final Node.Member strongest;
    private final int layer;
    private final List<Node> values = new ArrayList<>();

    private LayeredMember(Node.Member strongest, int layer) {
        this.strongest = strongest;
        this.layer = layer;
    }

    /// The members of an object, references left out. One that stands in its layer twice does so here, for the check
    /// to see.
    static List<LayeredMember> of(List<Node> layers) {
        List<LayeredMember> all = new ArrayList<>();
        Map<String, LayeredMember> byKey = new HashMap<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            for (Node.Member member : layers.get(layer).members()) {
                if (member.isReference()) {
                    continue;
                }
                LayeredMember known = byKey.get(member.key());
                if (known == null || known.layer == layer) {
                    known = new LayeredMember(member, layer);
                    all.add(known);
                    byKey.putIfAbsent(member.key(), known);
                }
                known.values.add(member.value());
            }
        }
        return all;
    }

    String key() {
        return strongest.key();
    }

    Node name() {
        return new Node(strongest.document(), strongest.name());
    }

    List<Node> values() {
        return values;
    }
}
