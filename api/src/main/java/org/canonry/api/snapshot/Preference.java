package org.canonry.api.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;
import org.canonry.storage.packages.BusinessVersion;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.packages.VersionAlgorithm;
import org.jspecify.annotations.Nullable;

/// Which of several carriers of a url is meant when nothing more is said: the most recent, decided once for the whole snapshot.
///
/// In this order: no example and no stub without content; the higher version of the resource ([BusinessVersion]; one that has none comes last); complete
/// content over parts; active over draft over anything else; the package published later; package name and file name.
/// Immutable. Source: HL7's guidance on pinning canonicals, "most recent".
public final class Preference {
    private final int[] ranks;
    private final @Nullable BusinessVersion[] versions;
    private final byte[] merits;

    private Preference(int documents) {
        this.ranks = new int[documents];
        this.versions = new BusinessVersion[documents];
        this.merits = new byte[documents];
    }

    /// Decided for all documents of a reader.
    ///
    /// @param last the package versions whose resources come after all others of their url
    static Preference over(IndexReader reader, Packages packages, Predicate<PackageVersion> last) throws IOException {
        var candidates = new Columns(reader, packages, last).candidates();
        candidates.sort(Comparator.comparingInt(Candidate::url).thenComparing(Candidate.BEST_FIRST));
        var preference = new Preference(reader.maxDoc());
        @Nullable Candidate better = null;
        for (var candidate : candidates) {
            preference.place(candidate, better);
            better = candidate;
        }
        return preference;
    }

    private void place(Candidate candidate, @Nullable Candidate better) {
        var doc = candidate.doc;
        ranks[doc] = better != null && better.url == candidate.url ? ranks[better.doc] + 1 : 0;
        versions[doc] = candidate.version;
        merits[doc] = candidate.merit();
    }

    /// 0 for the best carrier of its url, 1 for the next, and so on.
    public int rank(int doc) {
        return ranks[doc];
    }

    /// The resource's version; null when it has none.
    public @Nullable BusinessVersion version(int doc) {
        return versions[doc];
    }

    /// Whether it is neither an example nor a stub without content.
    public boolean usable(int doc) {
        return merits[doc] >= Candidate.USABLE;
    }

    /// What decides between two carriers of one url.
    ///
    /// @param better the one of lower rank
    public Criterion decisive(int better, int worse) {
        if (usable(better) != usable(worse)) {
            return Criterion.USABLE;
        }
        if (VERSIONS.compare(versions[better], versions[worse]) != 0) {
            return Criterion.VERSION;
        }
        if (merits[better] >> Candidate.MATURITY_BITS != merits[worse] >> Candidate.MATURITY_BITS) {
            return Criterion.COMPLETENESS;
        }
        return merits[better] != merits[worse] ? Criterion.MATURITY : Criterion.PACKAGE;
    }

    private static final Comparator<@Nullable BusinessVersion> VERSIONS = Comparator.nullsFirst(Comparator.naturalOrder());

    /// What one carrier of a url may be preferred to another for, the most important first.
    public enum Criterion {
        /// One is an example or a stub without content.
        USABLE,
        /// One has a higher version.
        VERSION,
        /// One is a whole code system, the other a part.
        COMPLETENESS,
        /// One is active, the other a draft; or one a draft, the other retired or unknown.
        MATURITY,
        /// One comes from a package that was published later, or comes first by name.
        PACKAGE
    }

    private record Candidate(
            int doc,
            int url,
            boolean last,
            boolean usable,
            @Nullable BusinessVersion version,
            int completeness,
            int maturity,
            long published,
            String carrier,
            String filename) {
        private static final int MATURITY_BITS = 2;
        private static final int USABLE = 64;
        private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing((Candidate candidate) -> !candidate.last)
                .thenComparingInt(Candidate::usability)
                .thenComparing(Candidate::version, VERSIONS)
                .thenComparingInt(Candidate::completeness)
                .thenComparingInt(Candidate::maturity)
                .thenComparingLong(Candidate::published)
                .reversed()
                .thenComparing(Candidate::carrier)
                .thenComparing(Candidate::filename);

        /// Whether it is usable, its completeness and its maturity as one number: of the same version, the greater is the better.
        byte merit() {
            return (byte) (usability() | (completeness << MATURITY_BITS) | maturity);
        }

        private int usability() {
            return usable ? USABLE : 0;
        }
    }

    /// The columns that decide, each value looked at once however many documents have it.
    private static final class Columns {
        private final IndexReader reader;
        private final Texts<Integer> urls;
        private final Texts<@Nullable BusinessVersion> versions;
        private final Texts<@Nullable VersionAlgorithm> algorithms;
        private final Texts<Integer> completeness;
        private final Texts<Integer> maturity;
        private final Texts<Boolean> examples;
        private final Texts<Carrier> carriers;
        private final Texts<String> filenames;

        Columns(IndexReader reader, Packages packages, Predicate<PackageVersion> last) throws IOException {
            this.reader = reader;
            this.urls = new Texts<>(reader, Column.URL.field(), -1, text -> 0);
            this.versions = new Texts<>(reader, Column.VERSION.field(), null, BusinessVersion::of);
            this.algorithms = new Texts<>(reader, Column.VERSION_ALGORITHM.field(), null, text -> VersionAlgorithm.of(text).orElse(null));
            this.completeness = new Texts<>(reader, Column.CONTENT.field(), 5, Columns::completeness);
            this.maturity = new Texts<>(reader, Column.STATUS.field(), 0, Columns::maturity);
            this.examples = new Texts<>(reader, Fields.EXAMPLE, false, Boolean::valueOf);
            this.carriers = new Texts<>(reader, Fields.PACKAGE_VERSION, Carrier.UNKNOWN, text -> Carrier.of(text, packages, last));
            this.filenames = new Texts<>(reader, Column.FILENAME.field(), "", Function.identity());
        }

        List<Candidate> candidates() throws IOException {
            var candidates = new ArrayList<Candidate>(reader.maxDoc());
            for (var doc = 0; doc < reader.maxDoc(); doc++) {
                var complete = completeness.of(doc);
                var carrier = carriers.of(doc);
                candidates.add(new Candidate(
                        doc, urls.ordinal(doc), carrier.last, !examples.of(doc) && complete > 0, version(doc), complete, maturity.of(doc),
                        carrier.published, carrier.id, filenames.of(doc)));
            }
            return candidates;
        }

        private @Nullable BusinessVersion version(int doc) throws IOException {
            var version = versions.of(doc);
            var stated = algorithms.of(doc);
            return version == null || stated == null ? version : BusinessVersion.of(version.text(), stated);
        }

        private static int completeness(String content) {
            return switch (content) {
                case "complete" -> 5;
                case "supplement" -> 4;
                case "fragment" -> 3;
                case "example" -> 2;
                case "not-present" -> 0;
                default -> 1;
            };
        }

        private static int maturity(String status) {
            return switch (status) {
                case "active" -> 2;
                case "draft" -> 1;
                default -> 0;
            };
        }
    }

    private record Carrier(String id, long published, boolean last) {
        private static final Carrier UNKNOWN = new Carrier("", Long.MIN_VALUE, false);

        static Carrier of(String id, Packages packages, Predicate<PackageVersion> last) {
            var version = PackageId.parse(id).valid().flatMap(packages::version);
            var published = version.map(PackageVersion::publishedAt);
            return new Carrier(id, published.map(instant -> instant.toEpochMilli()).orElse(Long.MIN_VALUE), version.filter(last).isPresent());
        }
    }

    /// A sorted column over all segments, whose values are turned into what they mean once each.
    private static final class Texts<T extends @Nullable Object> {
        private final @Nullable SortedDocValues values;
        private final T absent;
        private final List<T> meanings = new ArrayList<>();

        Texts(IndexReader reader, String field, T absent, Function<String, T> meaning) throws IOException {
            this.values = MultiDocValues.getSortedValues(reader, field);
            this.absent = absent;
            for (var ordinal = 0; values != null && ordinal < values.getValueCount(); ordinal++) {
                meanings.add(meaning.apply(values.lookupOrd(ordinal).utf8ToString()));
            }
        }

        int ordinal(int doc) throws IOException {
            return values != null && values.advanceExact(doc) ? values.ordValue() : -1;
        }

        T of(int doc) throws IOException {
            var ordinal = ordinal(doc);
            return ordinal < 0 ? absent : meanings.get(ordinal);
        }
    }
}
