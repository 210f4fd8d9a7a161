package org.canonry.oracle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What is to be found out.
///
/// @param source the package that refers, as `name#version`
/// @param others packages that are loaded ahead of it, as `name#version`, though nothing need depend on them
/// @param tarballs of all packages that there are, by `name#version`; a dependency that is not among them is left out
/// @param references to resolve
record Task(String source, List<String> others, Map<String, Path> tarballs, List<Question> references) {

    /// A reference.
    ///
    /// @param kind what it is for, which tells the type of resource that is looked for; [Asking] knows them
    /// @param target as its author wrote it
    record Question(String kind, String target) {}
}
