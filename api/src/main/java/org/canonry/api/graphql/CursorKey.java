package org.canonry.api.graphql;

/// The secret that cursors are signed with.
///
/// @param bytes 16 or more; the same wherever and as long as cursors are to be good
@SuppressWarnings("ArrayRecordComponent")
public record CursorKey(byte[] bytes) {
    /// Never the secret.
    @Override
    public String toString() {
        return "CursorKey";
    }
}
