package dev.evtool.schema;

/// Where in a file the bytes of a record stand. Asked only for what is told of.
public interface Places {

    /// The place of a byte.
    ///
    /// @param offset an index into the array that holds the record
    Place of(int offset);

    /// Of a record that stands in its file as it stands in memory.
    ///
    /// @param from where in the array it begins
    /// @param start where in the file
    static Places counted(byte[] bytes, int from, Place start) {
        return offset -> {
            long line = start.line();
            long column = start.column();
            for (int p = from; p < offset && p < bytes.length; p++) {
                if (bytes[p] == '\n') {
                    line++;
                    column = 1;
                } else if ((bytes[p] & 0xc0) != 0x80) { // a character's first byte
                    column++;
                }
            }
            return new Place(start.file(), line, column);
        };
    }
}
