package org.canonry.api.diff;

import java.util.List;
import org.canonry.storage.limits.Limits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A resource before and after one difference.
///
/// @param rule that tells it
/// @param path where
/// @param from as JSON; single quotes stand for double ones
/// @param to likewise
record Example(Rule rule, String path, String from, String to) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TYPE = "'derivation':'specialization','kind':'logical','snapshot':{'element':[%s]}";
    private static final String PROFILE = "'derivation':'constraint','snapshot':{'element':[%s]},'differential':{'element':[%<s]}";

    /// In a resource of a type, by its other properties.
    static Example of(Rule rule, String path, String type, String from, String to) {
        return new Example(rule, path, resource(type, from), resource(type, to));
    }

    /// In one element of a profile, by its properties.
    static Example element(Rule rule, String from, String to) {
        return profile(rule, "A.b", "{'id':'A.b'%s}".formatted(behind(from)), "{'id':'A.b'%s}".formatted(behind(to)));
    }

    /// In the elements of a profile, all of which its author states.
    static Example profile(Rule rule, String path, String from, String to) {
        return of(rule, path, "StructureDefinition", PROFILE.formatted(from), PROFILE.formatted(to));
    }

    /// In the elements of a type.
    static Example elements(Rule rule, String path, String from, String to) {
        return of(rule, path, "StructureDefinition", TYPE.formatted(from), TYPE.formatted(to));
    }

    private static String resource(String type, String properties) {
        return "{'resourceType':'%s'%s}".formatted(type, behind(properties));
    }

    private static String behind(String properties) {
        return properties.isEmpty() ? "" : "," + properties;
    }

    static JsonNode read(String json) {
        return JSON.readTree(json.replace('\'', '"'));
    }

    List<ElementChange> changes() {
        return Resources.compare(read(from), read(to), Limits.defaults()).changes();
    }

    Example turned() {
        return new Example(rule, path, to, from);
    }

    @Override
    public String toString() {
        return rule + " at " + path;
    }
}
