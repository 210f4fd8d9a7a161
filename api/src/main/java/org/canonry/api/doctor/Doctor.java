package org.canonry.api.doctor;

import java.util.ArrayList;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;

/// Examines package versions against one snapshot. Thread-safe; costs nothing to make.
///
/// A reference is looked up as HL7's tools do: in the package itself, in what it declares with all that this needs, in the core definitions of its
/// FHIR version, and in the packages that tools add of their own accord. Examining takes some tens of milliseconds.
public final class Doctor {
    private final Snapshot snapshot;
    private final Limits limits;

    /// Over one snapshot, with the limit `doctor_cover_steps`.
    public Doctor(Snapshot snapshot, Limits limits) {
        this.snapshot = snapshot;
        this.limits = limits;
    }

    /// Says what is odd about a package version, and what would mend it.
    public Diagnosis examine(Subject subject) {
        var surroundings = new Surroundings(snapshot, subject, limits);
        var mentions = Mention.of(subject, new Inheritance(surroundings::usesOf));
        var lost = new LostReferences(surroundings, new Providers(snapshot, limits));
        var references = new ReferenceCheck(surroundings, lost);
        var odd = references.check(mentions);
        var findings = new ArrayList<Finding>(odd);
        var misnamed = new FhirVersionCheck(surroundings).check();
        findings.addAll(misnamed);
        findings.addAll(new DependencyCheck(surroundings, references.usage(), misnamed).check());
        findings.addAll(new ConflictCheck(surroundings).check());
        findings.sort(Finding.WORST_FIRST);
        return new Diagnosis(
                subject.version(), subject.resources().size(), mentions.size(), lost.elsewhere(), findings,
                new Prescriber(surroundings, limits).prescribe(odd));
    }
}
