package org.canonry.api.diff;

import tools.jackson.databind.JsonNode;

/// Where a [Comparison] tells what it finds.
@FunctionalInterface
interface Report {
    /// Something differs.
    ///
    /// @param from a missing node when nothing was there
    /// @param to a missing node when nothing is there
    void add(String path, Rule rule, JsonNode from, JsonNode to);
}
