package org.canonry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.api.diff.DependencyChange;
import org.canonry.api.diff.ElementChange;
import org.canonry.api.diff.Impact;
import org.canonry.api.diff.Rule;
import org.canonry.api.diff.Touch;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.cli.ComparedPackages.Changed;
import org.canonry.cli.Ink.Colour;
import org.canonry.cli.Ink.Text;
import org.canonry.storage.canonical.Reference;
import org.jspecify.annotations.Nullable;

/// What changed between two package versions, for people: by canonical, the gravest first.
final class DiffPage {
    private static final Pattern START_OF_URL = Pattern.compile("\\[https?://[^\\] ]*/(?=[^\\]/ ]+[\\] ])");
    private static final int LONGEST_PATH = 80;
    private static final int LONGEST_VALUE = 90;

    private final Ink out;
    private final boolean all;

    /// @param all whether changes in words are listed; else they are counted
    DiffPage(Ink out, boolean all) {
        this.out = out;
        this.all = all;
    }

    /// @param in whose closure was looked through for what is touched; null when none was
    void print(ComparedPackages compared, List<Touch> touched, @Nullable String in) {
        out.line(new Text(Colour.BOLD, title(compared)));
        dependencies(compared.dependencies());
        resources("Removed", Rule.CANONICAL_REMOVED, compared.removed());
        resources("Added", Rule.CANONICAL_ADDED, compared.added());
        compared.changed().stream().filter(this::isShown).forEach(this::changed);
        if (in != null) {
            touched(touched, in);
        }
        out.line("");
        count(compared);
    }

    private static String title(ComparedPackages compared) {
        var from = compared.from().id();
        var to = compared.to().id();
        return from.name().equals(to.name()) ? "%s %s → %s".formatted(from.name(), from.version(), to.version()) : "%s → %s".formatted(from, to);
    }

    private void dependencies(List<DependencyChange> changes) {
        if (!changes.isEmpty()) {
            out.line("");
            out.line(new Text(Colour.BOLD, "Dependencies"));
            var width = changes.stream().mapToInt(change -> change.name().length()).max().orElse(0);
            changes.forEach(change -> out.line("  %s  %s", pad(change.name(), width), turn(change.from(), change.to())));
        }
    }

    private static String turn(@Nullable String from, @Nullable String to) {
        return "%s → %s".formatted(Objects.requireNonNullElse(from, "none"), Objects.requireNonNullElse(to, "none"));
    }

    private void resources(String heading, Rule rule, List<CanonicalResource> resources) {
        if (!resources.isEmpty()) {
            out.line("");
            out.line(new Text(Colour.BOLD, "%s (%,d)".formatted(heading, resources.size())));
            var width = resources.stream().mapToInt(resource -> resource.resourceType().length()).max().orElse(0);
            resources.forEach(resource -> out.line(impact(rule.impact()), Text.plain(pad(resource.resourceType(), width) + "  " + resource.url())));
        }
    }

    private boolean isShown(Changed changed) {
        return all || changed.differences().cut().isPresent() || !changed.differences().impact().equals(Optional.of(Impact.EDITORIAL));
    }

    private void changed(Changed changed) {
        var to = changed.change().to();
        out.line("");
        var name = to.resourceType() + ' ' + Objects.requireNonNullElse(to.resourceId(), to.filename());
        out.line(new Text(Colour.BOLD, name), new Text(Colour.FAINT, "  " + to.url()));
        elements(to, changed.differences().changes().stream().filter(change -> all || change.impact() != Impact.EDITORIAL).toList());
        var words = changed.differences().counts().getOrDefault(Impact.EDITORIAL, 0);
        if (!all && words > 0) {
            out.line(impact(Impact.EDITORIAL), Text.plain(counted(words, "change") + " in words"));
        }
        changed.differences().cut().ifPresent(cut -> out.line("  %s", cut));
    }

    private void elements(CanonicalResource of, List<ElementChange> changes) {
        var path = Math.min(LONGEST_PATH, changes.stream().mapToInt(change -> path(of, change).length()).max().orElse(0));
        var rule = changes.stream().mapToInt(change -> change.rule().toString().length()).max().orElse(0);
        for (var change : changes) {
            out.line(impact(change.impact()), new Text(Colour.FAINT, pad(change.rule().toString(), rule)),
                    Text.plain("  " + pad(path(of, change), path) + "  " + DiffValue.of(change, LONGEST_VALUE)));
        }
    }

    /// Without the type, which stands above; of urls in it the end.
    private static String path(CanonicalResource of, ElementChange change) {
        var path = change.path().startsWith(of.resourceType() + '.') ? change.path().substring(of.resourceType().length() + 1) : change.path();
        return START_OF_URL.matcher(path).replaceAll("[…/");
    }

    private void touched(List<Touch> touched, String in) {
        out.line("");
        out.line(new Text(Colour.BOLD, "Touched in %s and what it needs (%,d)".formatted(in, touched.size())));
        var byPackage = touched.stream().collect(
                Collectors.groupingBy(touch -> touch.resource().packageVersion().id().toString(), TreeMap::new, Collectors.toList()));
        byPackage.forEach((id, touches) -> {
            out.line("  %s", id);
            touches.forEach(this::touch);
        });
    }

    private void touch(Touch touch) {
        out.line("    %s", touch.resource().url());
        var gone = touch.removed().stream().map(CanonicalResource::url).collect(Collectors.toSet());
        for (var use : touch.uses()) {
            var what = gone.contains(Reference.url(use.target())) ? new Text(Colour.RED, "removed  ") : Text.plain("changed  ");
            out.line(Text.plain("      "), what, Text.plain(use.path() + "  " + use.target()));
        }
    }

    private void count(ComparedPackages compared) {
        var counts = new ArrayList<Text>();
        counts.add(Text.plain("%s changed, %,d added, %,d removed: ".formatted(
                counted(compared.changed().size(), "canonical"), compared.added().size(), compared.removed().size())));
        counts.addAll(impacts(compared.counts()));
        out.line(counts);
        var silent = compared.changed().stream().filter(changed -> !isShown(changed)).count();
        Stream.of(
                        silent > 0 ? "%,d of them changed in words alone (--all lists them)".formatted(silent) : "",
                        compared.unchanged() > 0 ? "%s differ in noise alone".formatted(counted(compared.unchanged(), "more canonical")) : "")
                .filter(words -> !words.isEmpty())
                .forEach(words -> out.line("%s", words));
    }

    private static List<Text> impacts(Map<Impact, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> new Text(count.getValue() == 0 ? Colour.PLAIN : colour(count.getKey()), words(count.getKey(), count.getValue())))
                .toList();
    }

    private static String words(Impact impact, int count) {
        return "%,d %s%s".formatted(count, impact.name().toLowerCase(Locale.ROOT), impact == Impact.EDITORIAL ? "" : ", ");
    }

    private static Text impact(Impact impact) {
        return new Text(colour(impact), "  " + pad(impact.toString(), "COMPATIBLE".length()) + "  ");
    }

    private static Colour colour(Impact impact) {
        return switch (impact) {
            case BREAKING -> Colour.RED;
            case COMPATIBLE -> Colour.GREEN;
            case EDITORIAL -> Colour.FAINT;
        };
    }

    private static String counted(int count, String noun) {
        return "%,d %s%s".formatted(count, noun, count == 1 ? "" : "s");
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
