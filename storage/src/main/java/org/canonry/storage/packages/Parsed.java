package org.canonry.storage.packages;

import java.util.Optional;
import java.util.function.Function;

/// What became of a text: the value it stands for, or the reason that it stands for none.
public sealed interface Parsed<T> {
    /// The text stands for `value`.
    record Valid<T>(T value) implements Parsed<T> {}

    /// The text stands for nothing.
    record Refused<T>(Refusal refusal) implements Parsed<T> {}

    /// The value, where there is one.
    default Optional<T> valid() {
        return switch (this) {
            case Valid<T>(var value) -> Optional.of(value);
            case Refused<T> refused -> Optional.empty();
        };
    }

    /// The value, for text that is known to be good.
    ///
    /// @throws InvalidPackageText when it is not
    default T orThrow() {
        return switch (this) {
            case Valid<T>(var value) -> value;
            case Refused<T>(var refusal) -> throw new InvalidPackageText(refusal);
        };
    }

    /// The same outcome with another value.
    default <R> Parsed<R> map(Function<T, R> change) {
        return switch (this) {
            case Valid<T>(var value) -> new Valid<>(change.apply(value));
            case Refused<T>(var refusal) -> new Refused<>(refusal);
        };
    }

    /// What the next step makes of the value.
    default <R> Parsed<R> then(Function<T, Parsed<R>> next) {
        return switch (this) {
            case Valid<T>(var value) -> next.apply(value);
            case Refused<T>(var refusal) -> new Refused<>(refusal);
        };
    }
}
