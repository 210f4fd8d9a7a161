package org.canonry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.canonry.storage.bucket.Content;

/// A tarball that is to be taken in.
///
/// @param source what people call it
/// @param content its bytes
record Delivery(String source, Content content) {

    /// Files, by their names.
    static List<Delivery> of(List<Path> files) throws IOException {
        var deliveries = new ArrayList<Delivery>(files.size());
        for (var file : files) {
            deliveries.add(new Delivery(String.valueOf(file.getFileName()), Content.of(file)));
        }
        return deliveries;
    }
}
