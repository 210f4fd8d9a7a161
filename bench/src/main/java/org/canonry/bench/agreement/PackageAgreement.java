package org.canonry.bench.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.canonry.api.resolve.Resolver;

/// What became of all references of one package.
///
/// @param subject the package, as `name#version`
/// @param reach how many package versions the scope has
/// @param missing how many dependencies within the scope lead nowhere, since the package that they name is not in the set
/// @param compared each distinct reference
record PackageAgreement(String subject, int reach, int missing, List<Compared> compared) {

    static List<Compared> compare(Subject subject, Map<Question, Answer> answers, Resolver resolver) {
        var compared = new ArrayList<Compared>();
        subject.references().forEach((question, count) -> compared.add(new Compared(
                subject.name(), question, count, resolver.find(question.target()).map(Found::of),
                Optional.ofNullable(answers.get(question)).flatMap(Answer::found))));
        return compared;
    }

    /// How many references meet a test, each as often as it stands there.
    long count(Predicate<Compared> test) {
        return compared.stream().filter(test).mapToLong(Compared::count).sum();
    }

    /// All references.
    long references() {
        return count(each -> true);
    }
}
