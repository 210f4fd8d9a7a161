package org.canonry.storage.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every bucket promises about its keys and their order.
interface ListingContract extends TriedBucket {
    @Test
    default void anObjectAndAFolderOfTheSameNameLiveSideBySide() throws IOException {
        put("pkgs/a", "pkgs/a/1.0.0", "pkgs/a/1.0.0/x", "pkgs/a/-/a-1.0.0.tgz");
        assertThat(keys("")).containsExactly("pkgs/a", "pkgs/a/-/a-1.0.0.tgz", "pkgs/a/1.0.0", "pkgs/a/1.0.0/x");
        assertThat(text(Key.of("pkgs/a"))).isEqualTo("pkgs/a");
        assertThat(text(Key.of("pkgs/a/1.0.0"))).isEqualTo("pkgs/a/1.0.0");
        bucket().delete(Key.of("pkgs/a"));
        assertThat(keys("pkgs/a/1")).containsExactly("pkgs/a/1.0.0", "pkgs/a/1.0.0/x");
    }

    @Test
    default void holdsKeysThatAreOddAsFileNames() throws IOException {
        var odd = List.of(
                "pkgs/.hidden", "pkgs/@scope/name", "pkgs/a%2Fb", "pkgs/a%2fb", "pkgs/a+", "pkgs/a+/b+", "pkgs/a++",
                "pkgs/a+b", "pkgs/b:c*?\"<>|", "pkgs/con", "pkgs/ leading and trailing ", "pkgs/ünïcödé/日本", "pkgs/😀",
                ".hidden/x", "top+/x", "%/x", "ü/x");
        put(odd.toArray(String[]::new));
        assertThat(keys("")).containsExactlyInAnyOrderElementsOf(odd);
        for (var key : odd) {
            assertThat(text(Key.of(key))).isEqualTo(key);
        }
    }

    @Test
    default void listsInTheOrderOfTheKeysBytes() throws IOException {
        var inOrder = List.of(
                "a/b", "a/b-c", "a/b.c", "a/b/", "a/b/c", "a/b/c/d", "a/b0", "a/bc", "a/z", "a/é", "a/\uE000", "a/😀", "b");
        var some = inOrder.stream().filter(key -> !key.endsWith("/")).toList();
        put(some.reversed().toArray(String[]::new));
        assertThat(keys("")).containsExactlyElementsOf(some);
    }

    @Test
    default void listsWhatBeginsWithThePrefixWhereverThatEnds() throws IOException {
        put("pkgs/a", "pkgs/a/1", "pkgs/ab", "pkgs/b", "rs/a");
        assertThat(keys("pkgs/a")).containsExactly("pkgs/a", "pkgs/a/1", "pkgs/ab");
        assertThat(keys("pkgs/a/")).containsExactly("pkgs/a/1");
        assertThat(keys("pk")).containsExactly("pkgs/a", "pkgs/a/1", "pkgs/ab", "pkgs/b");
        assertThat(keys("pkgs/a/1")).containsExactly("pkgs/a/1");
        assertThat(keys("pkgs/a/1/")).isEmpty();
    }

    @Test
    default void listsNothingUnderAPrefixThatNoKeyHas() throws IOException {
        put("a/b");
        for (var prefix : List.of("/", "../", "a/../", "a//", "./a", "a\\", "a/\u0000/", "/a")) {
            assertThat(keys(prefix)).as(prefix).isEmpty();
        }
    }

    @Test
    default void listGoesOnWhenObjectsAreDeletedMeanwhile() throws IOException {
        put("a/1", "a/2", "b/1", "b/2");
        try (var list = bucket().list("")) {
            var walk = list.iterator();
            assertThat(walk.next().key()).hasToString("a/1");
            bucket().delete(Key.of("b/1"));
            var rest = new ArrayList<String>();
            walk.forEachRemaining(info -> rest.add(info.key().text()));
            assertThat(rest).startsWith("a/2").endsWith("b/2");
        }
    }

    @Test
    default void listTellsTheSameOfAnObjectAsStat() throws IOException {
        var info = bucket().put(A, Content.of("hello"));
        try (var list = bucket().list("")) {
            assertThat(list).containsExactly(info);
        }
    }
}
