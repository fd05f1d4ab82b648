package dev.evtool.schema;

/// A record of an input, with its judgement.
///
/// @param input the file's name as the user gave it, or `standard input`
/// @param index from 1, within the input
/// @param line where it begins, from 1
/// @param column where on that line, from 1
/// @param failed whether it fails the run, by verdict and the user's strictness
public record JudgedRecord(String input, long index, long line, long column, Judgement judgement, boolean failed) {}
