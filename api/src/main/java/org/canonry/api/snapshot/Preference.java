package org.canonry.api.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.packages.Parsed;
import org.canonry.storage.packages.Version;
import org.jspecify.annotations.Nullable;

/// Which of several carriers of a url is meant when nothing more is said: the most recent, decided once for the whole snapshot.
///
/// In this order: no example and no stub without content; the higher version of the resource (one that has none comes last); complete
/// content over parts; active over draft over anything else; the package published later; package name and file name.
/// Immutable. Source: HL7's guidance on pinning canonicals, "most recent".
public final class Preference {
    private final int[] ranks;

    private Preference(int[] ranks) {
        this.ranks = ranks;
    }

    /// Decided for all documents of a reader.
    static Preference over(IndexReader reader, Packages packages) throws IOException {
        var candidates = new Columns(reader, packages).candidates();
        candidates.sort(Comparator.comparingInt(Candidate::url).thenComparing(Candidate.BEST_FIRST));
        var ranks = new int[reader.maxDoc()];
        for (var i = 1; i < candidates.size(); i++) {
            var sameUrl = candidates.get(i).url == candidates.get(i - 1).url;
            ranks[candidates.get(i).doc] = sameUrl ? ranks[candidates.get(i - 1).doc] + 1 : 0;
        }
        return new Preference(ranks);
    }

    /// 0 for the best carrier of its url, 1 for the next, and so on.
    public int rank(int doc) {
        return ranks[doc];
    }

    private record Candidate(
            int doc,
            int url,
            boolean usable,
            @Nullable Version version,
            int completeness,
            int maturity,
            long published,
            String carrier,
            String filename) {
        private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::usable)
                .thenComparing(Candidate::version, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Candidate::completeness)
                .thenComparing(Candidate::maturity)
                .thenComparing(Candidate::published)
                .reversed()
                .thenComparing(Candidate::carrier)
                .thenComparing(Candidate::filename);
    }

    /// The columns that decide, each value looked at once however many documents have it.
    private static final class Columns {
        private final IndexReader reader;
        private final Texts<Integer> urls;
        private final Texts<@Nullable Version> versions;
        private final Texts<Integer> completeness;
        private final Texts<Integer> maturity;
        private final Texts<Boolean> examples;
        private final Texts<Carrier> carriers;
        private final Texts<String> filenames;

        Columns(IndexReader reader, Packages packages) throws IOException {
            this.reader = reader;
            this.urls = new Texts<>(reader, Column.URL.field(), -1, text -> 0);
            this.versions = new Texts<>(reader, Column.VERSION.field(), null, Columns::version);
            this.completeness = new Texts<>(reader, Column.CONTENT.field(), 5, Columns::completeness);
            this.maturity = new Texts<>(reader, Column.STATUS.field(), 0, Columns::maturity);
            this.examples = new Texts<>(reader, Fields.EXAMPLE, false, Boolean::valueOf);
            this.carriers = new Texts<>(reader, Fields.PACKAGE_VERSION, Carrier.UNKNOWN, text -> Carrier.of(text, packages));
            this.filenames = new Texts<>(reader, Column.FILENAME.field(), "", Function.identity());
        }

        List<Candidate> candidates() throws IOException {
            var candidates = new ArrayList<Candidate>(reader.maxDoc());
            for (var doc = 0; doc < reader.maxDoc(); doc++) {
                var complete = completeness.of(doc);
                var carrier = carriers.of(doc);
                candidates.add(new Candidate(
                        doc, urls.ordinal(doc), !examples.of(doc) && complete > 0, versions.of(doc), complete, maturity.of(doc),
                        carrier.published, carrier.id, filenames.of(doc)));
            }
            return candidates;
        }

        /// What is no version at all counts as none.
        private static @Nullable Version version(String text) {
            return switch (Version.parse(text)) {
                case Parsed.Valid<Version>(var version) -> version;
                case Parsed.Refused<Version> refused -> null;
            };
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

    private record Carrier(String id, long published) {
        private static final Carrier UNKNOWN = new Carrier("", Long.MIN_VALUE);

        static Carrier of(String id, Packages packages) {
            var version = PackageId.parse(id).valid().flatMap(packages::version);
            var published = version.map(PackageVersion::publishedAt);
            return new Carrier(id, published.map(instant -> instant.toEpochMilli()).orElse(Long.MIN_VALUE));
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
