package org.canonry.api.graphql;

import java.util.ArrayList;
import org.springframework.graphql.execution.SchemaReport;

/// Holds what the schema promises against what is behind it.
final class SchemaCheck {
    private SchemaCheck() {}

    /// @throws IllegalStateException when a field has nothing behind it, or may be null where the schema says that it is not
    static void refuseGaps(SchemaReport report) {
        var gaps = new ArrayList<String>();
        report.unmappedFields().forEach(field -> gaps.add("nothing is behind " + field));
        report.unmappedRegistrations().forEach((field, fetcher) -> gaps.add("no field in the schema for " + field));
        report.unmappedArguments().forEach((fetcher, names) -> gaps.add("%s asks for arguments %s, which its field lacks".formatted(fetcher, names)));
        report.fieldNullnessErrors().forEach((field, error) -> gaps.add("%s: %s".formatted(field, error)));
        report.argumentNullnessErrors().forEach((fetcher, errors) -> gaps.add("%s: %s".formatted(fetcher, errors)));
        report.skippedTypes().forEach(type -> gaps.add("not looked at: " + type));
        if (!gaps.isEmpty()) {
            throw new IllegalStateException("the schema and the code differ:\n" + String.join("\n", gaps));
        }
    }
}
