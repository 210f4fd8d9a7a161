package org.canonry.storage.canonical;

import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// The canonicals that an expression names in so many words: `extension('…')`, `url = '…'`, `memberOf('…')`, `conformsTo('…')`, `system = '…'`.
///
/// Source: FHIR R5, FHIRPath, additional functions. XPath of DSTU2 and STU3 tells extensions apart by `@url='…'`.
final class UseExpression {
    private static final Pattern NAMED = Pattern.compile(
            "\\b(?:(extension|memberOf|conformsTo)\\s*\\(|(url|system)(?:/@value)?\\s*=)\\s*'((?:http|urn)[^'\\s]*:[^'\\s]*)'");

    private UseExpression() {}

    /// Each canonical that is named, in order, with what it is for.
    static void forEach(String expression, BiConsumer<UseKind, String> each) {
        // Most expressions name none.
        if (!expression.contains("'http") && !expression.contains("'urn")) {
            return;
        }
        for (var named = NAMED.matcher(expression); named.find(); ) {
            each.accept(kind(named.group(1) != null ? named.group(1) : named.group(2)), named.group(3));
        }
    }

    private static UseKind kind(String function) {
        return switch (function) {
            case "memberOf" -> UseKind.BINDING;
            case "conformsTo" -> UseKind.TYPE_PROFILE;
            case "system" -> UseKind.CODE_SYSTEM;
            default -> UseKind.EXTENSION;
        };
    }
}
