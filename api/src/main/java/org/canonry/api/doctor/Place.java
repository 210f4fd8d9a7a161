package org.canonry.api.doctor;

import java.util.Set;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.canonical.UseKind;
import org.jspecify.annotations.Nullable;

/// Where a reference is written.
///
/// @param filename path of the resource inside the package
/// @param url of the resource
/// @param path element that holds the reference
/// @param bindingStrength null for anything but a binding
/// @param inherited whether the profile has it from the one that it is based on: it was not written here
/// @param example whether the resource is an example
public record Place(
        String filename, String url, String path, UseKind kind, @Nullable String bindingStrength, boolean inherited, boolean example) {
    private static final Set<String> BINDING = Set.of("required", "extensible");

    static Place of(Subject.Resource resource, Use use, boolean inherited) {
        return new Place(
                resource.filename(), resource.url(), use.path(), use.kind(), use.bindingStrength(), inherited, resource.example());
    }

    /// How grave it is when the reference leads nowhere: what tools need to build a snapshot or to validate, what they need now and then, what is
    /// only information.
    Level gravity() {
        if (example) {
            return Level.NOTE;
        }
        return inherited ? own().milder() : own();
    }

    private Level own() {
        return switch (kind) {
            case BASE_DEFINITION, TYPE_PROFILE, TARGET_PROFILE, VALUE_SET_INCLUDE, SUPPLEMENT, IMPORT -> Level.ERROR;
            case BINDING -> BINDING.contains(String.valueOf(bindingStrength)) ? Level.ERROR : Level.WARNING;
            case EXTENSION, CODE_SYSTEM, CONCEPT_MAP, SEARCH_PARAMETER, OPERATION, CAPABILITY, LIBRARY -> Level.WARNING;
            case DEPENDS_ON, OTHER -> Level.NOTE;
        };
    }

    /// Whether it names a code system, which need not be in any package.
    boolean namesCodes() {
        return kind == UseKind.CODE_SYSTEM || kind == UseKind.CONCEPT_MAP;
    }
}
