package org.canonry.client;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/// Profiles, value sets, code systems and whatever else has a canonical url, for HAPI's validator, from a Canonry: each reference means what it means
/// in the closure of some packages.
///
/// ```java
/// var fhir = FhirContext.forR4();
/// var support = new CanonryValidationSupport(fhir, URI.create("http://localhost:8080"), PackageScope.of("hl7.fhir.us.core@3.1.1"));
/// var chain = new ValidationSupportChain(support, new InMemoryTerminologyServerValidationSupport(fhir), new SnapshotGeneratingValidationSupport(fhir));
/// var validator = fhir.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
/// ```
///
/// The first question fixes the state of the server's index (its lsn): later ones are answered as at that state, until [#invalidateCaches]. What a
/// resource will make the validator ask for next is fetched with it, many references in one request; what was fetched is kept, up to a number of
/// references. Knows no codes: put a terminology support behind it. While Canonry is away, what is kept goes on being given, and anything else
/// throws [CanonryFailure], so that nobody takes silence for "there is no such profile".
///
/// Thread-safe. At most one question is under way at a time; who finds what is kept does not wait for it.
public final class CanonryValidationSupport implements IValidationSupport {
    private static final int MOST_REFERENCES = 20_000;

    private final FhirContext fhir;
    private final Scoped scoped;

    /// For one FHIR version and one scope.
    ///
    /// @param canonry address of the server, such as `http://localhost:8080`
    /// @throws IllegalArgumentException when Canonry has no base for the FHIR version
    public CanonryValidationSupport(FhirContext fhir, URI canonry, PackageScope scope) {
        this(fhir, canonry, scope, MOST_REFERENCES);
    }

    /// With a bound of its own.
    ///
    /// @param mostReferences so many are kept with what they mean; resources are kept as JSON until they are wanted
    public CanonryValidationSupport(FhirContext fhir, URI canonry, PackageScope scope, int mostReferences) {
        this.fhir = fhir;
        this.scoped = new Scoped(fhir, new CanonryServer(canonry), scope, release(fhir.getVersion().getVersion()), new Shelf(mostReferences));
    }

    private static String release(FhirVersionEnum version) {
        return switch (version) {
            case DSTU3 -> "stu3";
            case R4, R4B, R5 -> version.name().toLowerCase(Locale.ROOT);
            default -> throw new IllegalArgumentException("Canonry has bases for STU3, R4, R4B and R5, not for " + version);
        };
    }

    /// Asks for what many references mean in as few requests as may be, so that nobody waits for it later.
    ///
    /// @param references each a url, or `url|version`
    /// @throws CanonryFailure when Canonry does not answer
    public void prefetch(Collection<String> references) {
        scoped.fetch(List.copyOf(references));
    }

    /// The state of the index that answers; empty before the first question.
    public OptionalLong lsn() {
        return scoped.lsn();
    }

    /// What a reference means.
    ///
    /// @param type of what is wanted; null for any
    /// @param uri a url, or `url|version`
    /// @return null when nothing in the scope is meant, or something of another type
    /// @throws CanonryFailure when Canonry does not answer
    @Override
    public <T extends IBaseResource> @Nullable T fetchResource(@Nullable Class<T> type, @Nullable String uri) {
        if (uri == null || uri.isBlank()) {
            return null;
        }
        var resource = scoped.resource(type == null ? null : fhir.getResourceType(type), uri);
        @SuppressWarnings("unchecked") // Of that type, or of any where none is asked.
        var typed = (T) resource;
        return typed;
    }

    @Override
    public @Nullable IBaseResource fetchStructureDefinition(@Nullable String url) {
        return ofType("StructureDefinition", url);
    }

    @Override
    public @Nullable IBaseResource fetchValueSet(@Nullable String url) {
        return ofType("ValueSet", url);
    }

    @Override
    public @Nullable IBaseResource fetchCodeSystem(@Nullable String url) {
        return ofType("CodeSystem", url);
    }

    private @Nullable IBaseResource ofType(String type, @Nullable String url) {
        return url == null || url.isBlank() ? null : scoped.resource(type, url);
    }

    /// Every structure definition of the scope, one of each url, the one that its url means. Some megabytes for a package, and a hundred for the core
    /// definitions of FHIR; kept until [#invalidateCaches].
    ///
    /// @throws CanonryFailure when Canonry does not answer
    @Override
    @SuppressWarnings("unchecked")
    public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
        return (List<T>) scoped.structures();
    }

    /// Forgets everything: the next question fixes the state of the index anew.
    @Override
    public void invalidateCaches() {
        scoped.forget();
    }

    @Override
    public FhirContext getFhirContext() {
        return fhir;
    }

    @Override
    public String getName() {
        return "Canonry " + scoped;
    }
}
