package org.canonry.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Says what HL7's core library resolves: `Oracle task.json answers.ndjson folder`.
public final class Oracle {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Oracle() {}

    /// Reads a [Task] from the first file and writes a line of JSON, an [Answer], for each of its references to the second, in their order.
    ///
    /// @param arguments the two files, and a folder for what is unpacked, which is deleted in the end
    public static void main(String[] arguments) throws IOException {
        var task = JSON.readValue(Path.of(arguments[0]), Task.class);
        Files.write(Path.of(arguments[1]), answers(task, Path.of(arguments[2])).stream().map(JSON::writeValueAsString).toList());
    }

    /// Asks all that a task asks, one after another.
    ///
    /// @param folder for what is unpacked; it is deleted in the end
    static List<Answer> answers(Task task, Path folder) throws IOException {
        try {
            var shelf = new Shelf(task.tarballs(), Files.createDirectories(folder));
            var asking = new Asking(Loading.of(shelf, task), shelf.find(task.source()).orElseThrow());
            return task.references().stream().map(asking::ask).toList();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
