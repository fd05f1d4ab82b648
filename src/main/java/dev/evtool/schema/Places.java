package dev.evtool.schema;

/// Where the bytes of a record stand in its input, for those who find something wrong with them: counted only when asked.
public interface Places {

    /// The place of a byte.
    ///
    /// @param index into the array that the record was given in, from the record's `from` to its `to`
    Place of(int index);

    /// The places of a record that stands in its input as it stands in the array.
    ///
    /// @param from where the record begins in the array
    /// @param line of its first byte in the input, from 1
    /// @param column of its first byte on that line, from 1
    static Places counted(byte[] bytes, int from, long line, long column) {
        return new CountedPlaces(bytes, from, line, column);
    }
}
