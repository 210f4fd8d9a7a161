package org.canonry.api.graph;

/// A graph of more package versions than one answer may hold.
///
/// @param detail in words, with the limit and what to do
public record GraphTooLarge(String detail) implements GraphAnswer {}
