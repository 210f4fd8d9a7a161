package org.canonry.api.doctor;

import java.util.Comparator;

/// Something that is odd about a package version.
public sealed interface Finding permits ReferenceFinding, PackageFinding {
    /// The gravest first, then by kind and by what they are about: the same package always has the same list.
    Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::level).thenComparing(Finding::kind).thenComparing(Finding::about);

    /// How grave it is.
    Level level();

    /// What kind of thing it is.
    FindingKind kind();

    /// What it is about: a reference, or a package with its version or requirement. Once in a list for each kind.
    String about();

    /// What is odd, in one sentence.
    String summary();

    /// What to do about it, in one sentence.
    String advice();
}
