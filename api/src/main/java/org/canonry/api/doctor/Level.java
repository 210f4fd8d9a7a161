package org.canonry.api.doctor;

/// How grave a finding is, the gravest first.
public enum Level {
    /// Tools cannot build or validate what is there, or take something else for it.
    ERROR,
    /// It works for some tools, or only by luck.
    WARNING,
    /// Good to know; nothing breaks.
    NOTE;

    /// Whether this is as grave as another, or graver.
    public boolean isAtLeast(Level other) {
        return compareTo(other) <= 0;
    }

    /// The next one down; a note stays a note.
    Level milder() {
        return this == ERROR ? WARNING : NOTE;
    }

    /// The milder of two.
    Level atMost(Level other) {
        return isAtLeast(other) ? other : this;
    }
}
