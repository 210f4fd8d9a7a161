package org.canonry.storage.packages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads the dates that manifests carry. Where no offset is written, UTC is taken.
final class ManifestDate {
    private static final List<Function<String, Instant>> FORMS = List.of(
            form("uuuuMMddHHmmss"),
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay().toInstant(ZoneOffset.UTC));
    // Outside of these a date is a mistake, and a database may refuse it.
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private ManifestDate() {}

    /// The instant that is meant; empty when the text is no date.
    static Optional<Instant> parse(String text) {
        return FORMS.stream()
                .flatMap(form -> attempt(form, text.strip()).stream())
                .filter(instant -> !instant.isBefore(FIRST) && !instant.isAfter(LAST))
                .findFirst();
    }

    private static Optional<Instant> attempt(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException notThisForm) {
            return Optional.empty();
        }
    }

    private static Function<String, Instant> form(String pattern) {
        var formatter = DateTimeFormatter.ofPattern(pattern);
        return text -> LocalDateTime.parse(text, formatter).toInstant(ZoneOffset.UTC);
    }
}
