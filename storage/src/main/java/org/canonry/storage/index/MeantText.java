package org.canonry.storage.index;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.util.BytesRef;
import org.canonry.storage.canonical.ContentHash;
import org.jspecify.annotations.Nullable;

/// The text that stands for what a resource means: its title, or its name in words, and the beginning of its description. Most versions of a resource
/// have the same.
public final class MeantText {
    /// Few say anything new after so many characters, and models read no more.
    private static final int DESCRIPTION_CHARACTERS = 300;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[-_.\\s]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");

    /// Builders index on a few threads of their own.
    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(MeantText::sha256);

    private MeantText() {}

    /// The text; empty when the resource has none of them.
    public static Optional<String> of(@Nullable String title, @Nullable String name, @Nullable String description) {
        var called = title == null || title.isBlank() ? inWords(name) : title;
        var text = description == null || description.isBlank() ? called : called + ". " + beginning(description);
        return text.isBlank() ? Optional.empty() : Optional.of(spaced(text.strip()));
    }

    /// The first 128 bits of the text's SHA-256, by which vectors know it.
    public static BytesRef hash(String text) {
        return new BytesRef(Arrays.copyOf(SHA256.get().digest(text.getBytes(StandardCharsets.UTF_8)), ContentHash.LENGTH));
    }

    private static String inWords(@Nullable String name) {
        return name == null ? "" : BETWEEN_WORDS.matcher(name).replaceAll(" ");
    }

    /// One space for each run of white space, as `\s` has it.
    private static String spaced(String text) {
        var spaced = new StringBuilder(text.length());
        var wasSpace = false;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            var isSpace = character == ' ' || (character >= '\t' && character <= '\r');
            if (!isSpace || !wasSpace) {
                spaced.append(isSpace ? ' ' : character);
            }
            wasSpace = isSpace;
        }
        return spaced.toString();
    }

    private static String beginning(String description) {
        var text = description.strip();
        if (text.length() <= DESCRIPTION_CHARACTERS) {
            return text;
        }
        // Half a surrogate pair is no text.
        var end = Character.isHighSurrogate(text.charAt(DESCRIPTION_CHARACTERS - 1)) ? DESCRIPTION_CHARACTERS - 1 : DESCRIPTION_CHARACTERS;
        return text.substring(0, end);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
