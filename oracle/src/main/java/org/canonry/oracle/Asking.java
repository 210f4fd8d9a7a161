package org.canonry.oracle;

import java.util.Map;
import org.canonry.oracle.Task.Question;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Library;
import org.hl7.fhir.r5.model.OperationDefinition;
import org.hl7.fhir.r5.model.PackageInformation;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.SearchParameter;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.jspecify.annotations.Nullable;

/// Asks the library what references mean that stand in resources of one package.
final class Asking {
    /// What the library's validator asks for, by what a reference is for. Of any other kind the type is not told by the kind alone,
    /// and the library is asked for whatever has that url.
    private static final Map<String, Class<? extends Resource>> TYPES = Map.ofEntries(
            Map.entry("BASE_DEFINITION", StructureDefinition.class),
            Map.entry("TYPE_PROFILE", StructureDefinition.class),
            Map.entry("TARGET_PROFILE", StructureDefinition.class),
            Map.entry("EXTENSION", StructureDefinition.class),
            Map.entry("BINDING", ValueSet.class),
            Map.entry("VALUE_SET_INCLUDE", ValueSet.class),
            Map.entry("CODE_SYSTEM", CodeSystem.class),
            Map.entry("SUPPLEMENT", CodeSystem.class),
            Map.entry("SEARCH_PARAMETER", SearchParameter.class),
            Map.entry("OPERATION", OperationDefinition.class),
            Map.entry("LIBRARY", Library.class));

    private final SimpleWorkerContext context;
    private final Resource source;

    /// @param from the package that refers
    Asking(SimpleWorkerContext context, NpmPackage from) {
        this.context = context;
        this.source = new ValueSet();
        source.setSourcePackage(new PackageInformation(from));
    }

    Answer ask(Question question) {
        var type = TYPES.getOrDefault(question.kind(), Resource.class);
        try {
            return answer(question, context.fetchResourceWithException(type, question.target(), null, null, source));
        } catch (RuntimeException e) {
            return nothing(question, e.toString());
        }
    }

    private static Answer nothing(Question question, @Nullable String failure) {
        return new Answer(question.kind(), question.target(), null, null, null, null, null, null, failure);
    }

    private static Answer answer(Question question, @Nullable Resource found) {
        if (!(found instanceof CanonicalResource resource)) {
            return nothing(question, null);
        }
        var from = resource.getSourcePackage();
        return new Answer(
                question.kind(), question.target(), from == null ? null : from.getVID(), resource.fhirType(), resource.getIdBase(),
                resource.getUrl(), resource.getVersion(), content(resource), null);
    }

    private static @Nullable String content(CanonicalResource resource) {
        return resource instanceof CodeSystem system && system.hasContent() ? system.getContent().toCode() : null;
    }
}
