package dev.evtool.schema.input;

import dev.evtool.schema.Place;
import dev.evtool.schema.Places;
import java.util.Arrays;

/// A text that is put together from parts of documents, and knows where each part stands.
final class ResolvedText implements Places {

    private byte[] bytes = new byte[1 << 12];
    private int length;
    private Node[] parts = new Node[1 << 8];
    private int[] begins = new int[1 << 8];
    private int count;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /// What follows comes from there, until the next of these.
    void from(Node node) {
        if (count == begins.length) {
            begins = Arrays.copyOf(begins, 2 * count);
            parts = Arrays.copyOf(parts, 2 * count);
        }
        begins[count] = length;
        parts[count++] = node;
    }

    void put(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    /// A name or a scalar, as it is spelt.
    void put(Node node) {
        from(node);
        int from = node.document().tape().from(node.token());
        int size = node.document().tape().to(node.token()) - from;
        room(size);
        System.arraycopy(node.document().tape().bytes(), from, bytes, length, size);
        length += size;
    }

    private void room(int size) {
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + size));
        }
    }

    @Override
    public Place of(int index) {
        int found = Arrays.binarySearch(begins, 0, count, index);
        int part = found >= 0 ? found : Math.max(0, -found - 2);
        Node node = parts[part];
        int from = node.document().tape().from(node.token());
        boolean spelt = node.first() != '{' && node.first() != '[';
        int within = spelt ? Math.min(index - begins[part], node.document().tape().to(node.token()) - from) : 0;
        return node.document().place(from + within);
    }
}
