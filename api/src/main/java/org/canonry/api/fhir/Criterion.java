package org.canonry.api.fhir;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.canonry.api.fhir.Given.Parameter;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.index.FhirDate;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.Version;
import org.canonry.storage.packages.VersionSelector;
import org.jspecify.annotations.Nullable;

/// One parameter of a search, ready to be compared with resources: any of its values has to be met. Source: FHIR R5, Search, "Parameter Types".
final class Criterion {
    /// How well a resource meets it: the lower, the better.
    static final int EXACT = 0;
    /// See [#EXACT].
    static final int BEGINS = 1;
    /// See [#EXACT].
    static final int CONTAINS = 2;
    /// See [#EXACT].
    static final int NOT = -1;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern PARTIAL = Pattern.compile("\\d+\\.\\d+");

    private final SearchParameter parameter;
    private final @Nullable String modifier;
    private final List<Test> tests;
    private final boolean isMissing;

    /// How well one text of a resource meets one value.
    private interface Test {
        int of(String text);
    }

    private Criterion(SearchParameter parameter, @Nullable String modifier, List<Test> tests, boolean isMissing) {
        this.parameter = parameter;
        this.modifier = modifier;
        this.tests = tests;
        this.isMissing = isMissing;
    }

    /// Reads a parameter.
    ///
    /// @throws Refused when its modifier or a value means nothing
    static Criterion of(SearchParameter parameter, Parameter given, Limits limits) {
        if ("missing".equals(given.modifier())) {
            return new Criterion(parameter, "missing", List.of(), flag(given));
        }
        return new Criterion(parameter, given.modifier(), given.values(limits).stream().map(value -> test(parameter, given, value)).toList(), false);
    }

    private static boolean flag(Parameter given) {
        return switch (given.value()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refused.invalid("`%s` is true or false".formatted(given.key()));
        };
    }

    private static Test test(SearchParameter parameter, Parameter given, String value) {
        var modifier = given.modifier() == null ? "" : given.modifier();
        var test = switch (parameter.kind()) {
            case STRING -> string(modifier, value);
            case TOKEN -> token(parameter, modifier, value);
            case VERSION -> modifier.isEmpty() ? version(value) : token(parameter, modifier, value);
            case URI -> uri(modifier, value);
            case DATE -> modifier.isEmpty() ? date(value) : null;
        };
        if (test == null) {
            throw Refused.notSupported(400, "`%s` cannot have the modifier `:%s`".formatted(given.name(), modifier));
        }
        return test;
    }

    private static @Nullable Test string(String modifier, String value) {
        var folded = folded(value);
        return switch (modifier) {
            case "" -> text -> startsWith(folded(text), folded);
            case "contains" -> text -> contains(folded(text), folded);
            case "exact" -> text -> text.equals(value) ? EXACT : NOT;
            default -> null;
        };
    }

    private static int startsWith(String text, String start) {
        return !text.startsWith(start) ? NOT : text.length() == start.length() ? EXACT : BEGINS;
    }

    private static int contains(String text, String part) {
        return text.contains(part) ? text.length() == part.length() ? EXACT : CONTAINS : NOT;
    }

    /// Upper and lower case, and accents, make no difference.
    private static String folded(String text) {
        var plain = text.chars().allMatch(c -> c < 128) ? text : MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return plain.toLowerCase(Locale.ROOT);
    }

    /// Codes are of one system each, which is not looked at, but for tags, of which only packages are known.
    private static @Nullable Test token(SearchParameter parameter, String modifier, String value) {
        var bar = value.lastIndexOf('|');
        var code = value.substring(bar + 1);
        var isKnown = parameter != SearchParameter.TAG || bar < 0 || value.substring(0, bar).equals(ResourceCopy.PACKAGE);
        return modifier.isEmpty() || modifier.equals("not") ? text -> isKnown && text.equals(code) ? EXACT : NOT : null;
    }

    private static Test version(String value) {
        if (PARTIAL.matcher(value).matches()) {
            return text -> text.equals(value) ? EXACT : text.startsWith(value + '.') ? BEGINS : NOT;
        }
        if (VersionSelector.parse(value) instanceof VersionSelector.Wildcard wildcard) {
            return text -> text.equals(value) ? EXACT : Version.parse(text).valid().filter(wildcard::matches).isPresent() ? BEGINS : NOT;
        }
        return text -> text.equals(value) ? EXACT : NOT;
    }

    private static @Nullable Test uri(String modifier, String value) {
        return switch (modifier) {
            case "" -> text -> text.equals(value) || text.startsWith(value + '|') ? EXACT : NOT;
            case "below" -> text -> text.equals(value) ? EXACT : text.startsWith(value.endsWith("/") ? value : value + '/') ? BEGINS : NOT;
            case "above" -> text -> value.equals(text) ? EXACT : value.startsWith(text.endsWith("/") ? text : text + '/') ? BEGINS : NOT;
            case "contains" -> text -> contains(text, value);
            default -> null;
        };
    }

    private static Test date(String value) {
        var hasPrefix = value.length() > 2 && Character.isLetter(value.charAt(0));
        var prefix = hasPrefix ? value.substring(0, 2) : "eq";
        var asked = FhirDate.parse(hasPrefix ? value.substring(2) : value)
                .orElseThrow(() -> Refused.invalid("`%s` is no date; ge2024-01 is one".formatted(value)));
        var test = compared(prefix, asked);
        return text -> FhirDate.parse(text).filter(test::met).isPresent() ? EXACT : NOT;
    }

    /// Whether a span of time stands to the asked one as it should.
    private interface Comparison {
        boolean met(FhirDate date);
    }

    private static Comparison compared(String prefix, FhirDate asked) {
        return switch (prefix) {
            case "eq" -> date -> date.from() >= asked.from() && date.to() <= asked.to();
            case "ne" -> date -> date.from() < asked.from() || date.to() > asked.to();
            case "gt" -> date -> date.to() > asked.to();
            case "ge" -> date -> date.to() >= asked.from();
            case "lt" -> date -> date.from() < asked.from();
            case "le" -> date -> date.from() <= asked.to();
            case "sa" -> date -> date.from() > asked.to();
            case "eb" -> date -> date.to() < asked.from();
            case "ap" -> date -> date.from() <= asked.to() && date.to() >= asked.from();
            default -> throw Refused.invalid("`%s` is none of the prefixes eq, ne, gt, ge, lt, le, sa, eb, ap".formatted(prefix));
        };
    }

    /// How well a resource meets it; [#NOT] when it does not.
    int match(CanonicalResource resource) {
        var texts = parameter.values(resource);
        if ("missing".equals(modifier)) {
            return texts.isEmpty() == isMissing ? EXACT : NOT;
        }
        var best = tests.stream().flatMapToInt(test -> texts.stream().mapToInt(test::of)).filter(match -> match != NOT).min();
        if ("not".equals(modifier)) {
            return best.isPresent() ? NOT : EXACT;
        }
        return best.orElse(NOT);
    }

    /// Whether the resources are to be found by it, since it names their urls.
    boolean namesUrls() {
        return modifier == null && (parameter == SearchParameter.URL || parameter == SearchParameter.SYSTEM);
    }
}
