package org.canonry.oracle;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.convertors.loaders.loaderR5.NullLoaderKnowledgeProviderR5;
import org.hl7.fhir.convertors.loaders.loaderR5.R4ToR5Loader;
import org.hl7.fhir.r5.context.IContextResourceLoader;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.context.SimpleWorkerContext.SimpleWorkerContextBuilder;
import org.hl7.fhir.utilities.VersionUtilities;
import org.hl7.fhir.utilities.npm.NpmPackage;

/// Puts packages into a context of the library as its validator does: the core definitions first, then each package behind what it depends on.
/// Asks neither the network nor a terminology server.
///
/// Source: `ValidationEngine.loadCoreDefinitions` and `IgLoader.loadPackage` of HL7's validator, and `SimpleWorkerContext.loadFromPackageAndDependencies`.
final class Loading {
    /// Every type that the library's context has a place for; its validator loads ten of them.
    private static final Set<String> TYPES = Set.of(
            "ActorDefinition", "CapabilityStatement", "CodeSystem", "ConceptMap", "ImplementationGuide", "Library", "Measure", "NamingSystem",
            "OperationDefinition", "PlanDefinition", "Questionnaire", "Requirements", "SearchParameter", "StructureDefinition", "StructureMap",
            "ValueSet");

    private final Shelf shelf;
    private final SimpleWorkerContext context;
    private final Set<String> seen = new HashSet<>();

    private Loading(Shelf shelf, SimpleWorkerContext context) {
        this.shelf = shelf;
        this.context = context;
    }

    /// A context that has what a package needs, and the package.
    ///
    /// @throws IOException when no core package is within reach of it
    static SimpleWorkerContext of(Shelf shelf, Task task) throws IOException {
        var source = shelf.find(task.source()).orElseThrow(() -> new IOException("there is no tarball of " + task.source()));
        var core = core(shelf, source).orElseThrow(() -> new IOException(task.source() + " reaches no core package"));
        var context = new SimpleWorkerContextBuilder().withAllowLoadingDuplicates(true).fromPackage(core, loader(core), false);
        context.setAllowLoadingDuplicates(true);
        context.setCanRunWithoutTerminology(true);
        context.setNoTerminologyServer(true);
        var loading = new Loading(shelf, context);
        for (var other : task.others()) {
            loading.load(shelf.find(other).orElseThrow(() -> new IOException("there is no tarball of " + other)));
        }
        loading.load(source);
        return context;
    }

    /// The one that is fewest dependencies away.
    private static Optional<NpmPackage> core(Shelf shelf, NpmPackage source) throws IOException {
        var waiting = new ArrayDeque<>(Set.of(source));
        var seen = new HashSet<String>();
        while (!waiting.isEmpty()) {
            var next = waiting.remove();
            if (VersionUtilities.isCorePackage(next.name())) {
                return Optional.of(next);
            }
            for (var dependency : next.dependencies()) {
                if (seen.add(dependency)) {
                    shelf.find(dependency).ifPresent(waiting::add);
                }
            }
        }
        return Optional.empty();
    }

    private void load(NpmPackage what) throws IOException {
        if (!seen.add(what.vid())) {
            return;
        }
        for (var dependency : what.dependencies()) {
            var needed = VersionUtilities.isCorePackage(dependency) ? Optional.<NpmPackage>empty() : shelf.find(dependency);
            if (needed.isPresent()) {
                load(needed.get());
            }
        }
        context.loadFromPackage(what, loader(what), false);
    }

    private static IContextResourceLoader loader(NpmPackage what) throws IOException {
        return new R4ToR5Loader(TYPES, new NullLoaderKnowledgeProviderR5(), what.fhirVersion()).getNewLoader(what);
    }
}
