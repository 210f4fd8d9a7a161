package org.canonry.api.lock;

/// Where the world fetches the objects of the bucket.
@FunctionalInterface
public interface Addresses {
    /// The url of the object under a key.
    String of(String key);

    /// Below a base, with or without a slash at its end.
    static Addresses below(String base) {
        var start = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return key -> start + '/' + key;
    }
}
