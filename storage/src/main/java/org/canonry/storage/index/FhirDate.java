package org.canonry.storage.index;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The moments that a FHIR date stands for: a year or a month stands for all of its days. Source: FHIR R5, Datatypes, dateTime.
///
/// @param from first millisecond since 1970
/// @param to last millisecond since 1970
public record FhirDate(long from, long to) {

    /// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a date and time with offset. Empty when it is none of these.
    public static Optional<FhirDate> parse(String text) {
        try {
            return Optional.of(read(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static FhirDate read(String text) {
        return switch (text.length()) {
            case 4 -> days(Year.parse(text).atDay(1), ChronoUnit.YEARS);
            case 7 -> days(YearMonth.parse(text).atDay(1), ChronoUnit.MONTHS);
            case 10 -> days(LocalDate.parse(text), ChronoUnit.DAYS);
            default -> moment(OffsetDateTime.parse(text));
        };
    }

    private static FhirDate days(LocalDate first, ChronoUnit unit) {
        return new FhirDate(millis(first), millis(first.plus(1, unit)) - 1);
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static FhirDate moment(OffsetDateTime time) {
        var millis = time.toInstant().toEpochMilli();
        return new FhirDate(millis, millis);
    }
}
