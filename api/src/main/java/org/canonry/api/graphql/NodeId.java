package org.canonry.api.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// What an opaque id says: of which type something is, and which one. The same in every snapshot.
///
/// @param type what it is
/// @param key which one
record NodeId(Type type, String key) {

    /// What has an id.
    enum Type {
        PACKAGE('p'),
        PACKAGE_VERSION('v'),
        CANONICAL_RESOURCE('c');

        private final char letter;

        Type(char letter) {
            this.letter = letter;
        }

        private static Optional<Type> of(char letter) {
            return Arrays.stream(values()).filter(type -> type.letter == letter).findFirst();
        }
    }

    static NodeId of(PackageHistory history) {
        return new NodeId(Type.PACKAGE, history.name().text());
    }

    static NodeId of(PackageVersion version) {
        return new NodeId(Type.PACKAGE_VERSION, version.id().toString());
    }

    static NodeId of(CanonicalResource resource) {
        return new NodeId(Type.CANONICAL_RESOURCE, resource.key());
    }

    /// Reads what [#toString] wrote; empty for anything else.
    static Optional<NodeId> read(String text) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return plain.isEmpty()
                    ? Optional.empty()
                    : Type.of(plain.charAt(0)).map(type -> new NodeId(type, plain.substring(1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Tells what a field is a field of from anything else of its type.
    static String name(@Nullable Object source) {
        return switch (source) {
            case PackageHistory history -> history.name().text();
            case PackageVersion version -> version.id().toString();
            case CanonicalResource resource -> resource.key();
            case null, default -> "";
        };
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((type.letter + key).getBytes(StandardCharsets.UTF_8));
    }
}
