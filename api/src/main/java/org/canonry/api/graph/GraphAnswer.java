package org.canonry.api.graph;

/// What asking for a dependency graph gives.
public sealed interface GraphAnswer permits DependencyGraph, GraphTooLarge {}
