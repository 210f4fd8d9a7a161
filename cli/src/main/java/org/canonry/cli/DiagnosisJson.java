package org.canonry.cli;

import java.util.List;
import org.canonry.api.doctor.Diagnosis;
import org.canonry.api.doctor.Finding;
import org.canonry.api.doctor.Level;
import org.canonry.api.doctor.PackageFinding;
import org.canonry.api.doctor.Place;
import org.canonry.api.doctor.ReferenceFinding;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.registry.Quarantined;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A diagnosis as JSON, whole. Members have the names of the GraphQL contract.
final class DiagnosisJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DiagnosisJson() {}

    /// @param unread files that are no JSON
    static String of(Diagnosis diagnosis, List<Quarantined> unread) {
        var json = JSON.createObjectNode()
                .put("package", diagnosis.version().id().name().text())
                .put("version", diagnosis.version().id().version().text())
                .put("level", diagnosis.worst().map(Level::name).orElse(null))
                .put("resources", diagnosis.resources())
                .put("references", diagnosis.references());
        diagnosis.elsewhere().forEach(json.putObject("elsewhere")::put);
        unread.forEach(file -> json.withArray("/unread").addObject()
                .put("file", file.source())
                .put("reason", file.reason())
                .put("detail", file.detail()));
        diagnosis.findings().forEach(finding -> finding(json.withArray("/findings").addObject(), finding));
        prescription(json.putObject("prescription"), diagnosis);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    private static void prescription(ObjectNode json, Diagnosis diagnosis) {
        var prescription = diagnosis.prescription();
        json.put("smallest", prescription.smallest()).put("cured", prescription.cured());
        var additions = json.putArray("additions");
        for (var addition : prescription.additions()) {
            additions.addObject()
                    .put("name", addition.line().name())
                    .put("requirement", addition.line().requirement())
                    .put("instead", addition.instead())
                    .put("references", addition.references());
        }
    }

    private static void finding(ObjectNode json, Finding finding) {
        json.put("level", finding.level().name())
                .put("kind", finding.kind().name())
                .put("summary", finding.summary())
                .put("advice", finding.advice());
        switch (finding) {
            case ReferenceFinding reference -> reference(json, reference);
            case PackageFinding dependency -> dependency(json, dependency);
        }
    }

    private static void reference(ObjectNode json, ReferenceFinding finding) {
        json.put("target", finding.target());
        if (finding.resolved() != null) {
            json.put("resolved", finding.resolved().key());
        }
        versions(json.putArray("providers"), finding.providers());
        finding.places().forEach(place -> place(json.withArray("/places").addObject(), place));
    }

    private static void place(ObjectNode json, Place place) {
        json.put("filename", place.filename())
                .put("url", place.url())
                .put("path", place.path())
                .put("kind", place.kind().name())
                .put("bindingStrength", place.bindingStrength())
                .put("inherited", place.inherited())
                .put("example", place.example());
    }

    private static void dependency(ObjectNode json, PackageFinding finding) {
        json.put("name", finding.name()).put("requirement", finding.requirement()).put("references", finding.references());
        versions(json.putArray("versions"), finding.versions());
        var line = finding.line();
        if (line != null) {
            json.putObject("line").put("name", line.name()).put("requirement", line.requirement());
        }
    }

    private static void versions(ArrayNode json, List<PackageVersion> versions) {
        versions.forEach(version -> json.add(version.id().toString()));
    }
}
