package org.canonry.bench.agreement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.canonry.bench.Child;
import tools.jackson.databind.json.JsonMapper;

/// HL7's library, in a process of its own for each package: neither its classes nor its memory are ours.
///
/// @param program folder of its jars
/// @param folder for files between the processes
/// @param heap of the process
/// @param tarballs of all packages that there are, by `name#version`
record Hl7(Path program, Path folder, String heap, Map<String, Path> tarballs) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What it reads: the counterpart of `Task` in the program.
    private record Task(String source, List<String> others, Map<String, Path> tarballs, Iterable<Question> references) {}

    /// What references mean in a package.
    ///
    /// @param others packages that are loaded beside what it depends on
    Map<Question, Answer> ask(Subject subject, List<String> others) throws IOException {
        var task = folder.resolve("task.json");
        var answers = folder.resolve("answers.ndjson");
        JSON.writeValue(task, new Task(subject.name(), others, tarballs, subject.references().keySet()));
        Child.run(Child.java(heap, program.resolve("*").toString(), "org.canonry.oracle.Oracle",
                task.toString(), answers.toString(), folder.resolve("unpacked").toString()));
        return read(answers);
    }

    private static Map<Question, Answer> read(Path answers) throws IOException {
        var read = new LinkedHashMap<Question, Answer>();
        try (var lines = Files.lines(answers)) {
            lines.map(line -> JSON.readValue(line, Answer.class)).forEach(answer -> read.put(answer.question(), answer));
        }
        return read;
    }
}
