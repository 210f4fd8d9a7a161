package org.canonry.storage.canonical;

/// A line that holds no canonical, and why.
///
/// @param problem stable code
/// @param detail in words, with what to do next
public record LineRejected(LineProblem problem, String detail) implements ParsedLine {}
