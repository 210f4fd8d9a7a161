package org.canonry.storage.canonical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The references of one resource while it is walked. What an object says about the references inside it may come behind them, so they are
/// mended when it ends: each method takes the number of the first one that it is about.
///
/// Not thread-safe; one a parser, cleared for each resource.
final class UseDrafts {
    private static final int SHARED_TEXTS = 20_000;

    private final List<Draft> drafts = new ArrayList<>();

    /// Targets repeat all the time: one text each, which is hashed once.
    private final Map<String, String> shared = new HashMap<>();

    void clear() {
        drafts.clear();
    }

    /// How many there are: the number of the next one.
    int size() {
        return drafts.size();
    }

    /// Each path, kind and target once, in the order of their appearance.
    List<Use> uses() {
        var uses = new LinkedHashSet<Use>(drafts.size() * 2);
        for (var draft : drafts) {
            uses.add(draft.use());
        }
        return List.copyOf(uses);
    }

    /// Adds a reference. Not a second time when it comes twice on end, as systems do in an expansion of a hundred thousand codes.
    ///
    /// @param path where it is; empty inside an element, whose id is not known yet
    /// @param form by which it counted
    void add(CharSequence path, UseKind kind, String target, UseRules.Form form) {
        if (drafts.isEmpty() || !drafts.getLast().is(path, kind, target, form)) {
            drafts.add(new Draft(path.toString(), kind, share(target), form));
        }
    }

    private String share(String text) {
        if (shared.size() > SHARED_TEXTS) {
            shared.clear();
        }
        var earlier = shared.putIfAbsent(text, text);
        return earlier == null ? text : earlier;
    }

    /// Gives the references of an element their path. A fixed uri is one only in an element `system`.
    void endElement(int first, String id) {
        var own = drafts.subList(first, drafts.size());
        if (!id.endsWith(".system")) {
            own.removeIf(draft -> draft.form == UseRules.Form.SYSTEM);
        }
        own.forEach(draft -> draft.path = id);
    }

    /// Tells how strong the bindings are that have not been told before.
    ///
    /// @param strength null when they have none
    void bind(int first, @Nullable String strength) {
        for (var draft : drafts.subList(first, drafts.size())) {
            if (draft.kind == UseKind.BINDING && !draft.isSettled) {
                draft.strength = strength;
                draft.isSettled = true;
            }
        }
    }

    /// Decides on what an extension holds.
    ///
    /// @param kind what it is for; null when the extension is none that is listed
    void endExtension(int first, @Nullable UseKind kind) {
        var own = drafts.subList(first, drafts.size());
        if (kind == null) {
            own.removeIf(draft -> draft.form == UseRules.Form.LISTED);
        } else {
            own.stream().filter(draft -> draft.kind == UseKind.OTHER && !draft.isSettled).forEach(draft -> draft.kind = kind);
        }
        own.forEach(Draft::settle);
    }

    /// In DSTU2 the profile of a Reference is the one that its target must meet. Source: FHIR DSTU2, ElementDefinition.type.profile.
    void retarget(int first) {
        drafts.subList(first, drafts.size()).stream()
                .filter(draft -> draft.kind == UseKind.TYPE_PROFILE)
                .forEach(draft -> draft.kind = UseKind.TARGET_PROFILE);
    }

    /// A use of which not everything is known yet.
    private static final class Draft {
        private String path;
        private UseKind kind;
        private final String target;
        private UseRules.Form form;
        private @Nullable String strength;

        /// What is further out says nothing about it any more.
        private boolean isSettled;

        Draft(String path, UseKind kind, String target, UseRules.Form form) {
            this.path = path;
            this.kind = kind;
            this.target = target;
            this.form = form;
        }

        boolean is(CharSequence otherPath, UseKind otherKind, String otherTarget, UseRules.Form otherForm) {
            return kind == otherKind && form == otherForm && target.equals(otherTarget) && path.contentEquals(otherPath);
        }

        void settle() {
            isSettled = true;
            form = UseRules.Form.PLAIN;
        }

        Use use() {
            return new Use(path, kind, target, strength);
        }
    }
}
