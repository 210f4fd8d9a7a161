package org.canonry.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Walks a paged list in every way, and holds that each gives the same list.
public final class Paging {
    private Paging() {}

    /// A paged list.
    public interface Pages<T> {
        Page<T> page(Window window) throws IOException;
    }

    /// The whole list.
    public static <T> List<T> all(Pages<T> pages) throws IOException {
        return nodes(pages.page(Window.first(Integer.MAX_VALUE)));
    }

    /// Holds that pages of every size, forward and backward, put together are the expected list, and that each says what is around it.
    public static <T> void assertEveryWayGives(List<T> expected, Pages<T> pages, String description) throws IOException {
        for (var size = 1; size <= Math.min(expected.size() + 1, 12); size++) {
            assertThat(forward(pages, size, expected.size())).as("forward by %d: %s", size, description).isEqualTo(expected);
            assertThat(backward(pages, size, expected.size())).as("backward by %d: %s", size, description).isEqualTo(expected);
        }
    }

    private static <T> List<T> forward(Pages<T> pages, int size, int total) throws IOException {
        var found = new ArrayList<T>();
        var page = pages.page(Window.first(size));
        assertThat(page.hasPrevious()).isFalse();
        while (true) {
            assertThat(page.total()).isEqualTo(total);
            found.addAll(nodes(page));
            if (!page.hasNext()) {
                return found;
            }
            page = pages.page(new Window(size, true, Optional.of(page.items().getLast().position()), Optional.empty()));
            assertThat(page.hasPrevious()).isTrue();
        }
    }

    private static <T> List<T> backward(Pages<T> pages, int size, int total) throws IOException {
        var found = new ArrayList<T>();
        var page = pages.page(new Window(size, false, Optional.empty(), Optional.empty()));
        assertThat(page.hasNext()).isFalse();
        while (true) {
            assertThat(page.total()).isEqualTo(total);
            found.addAll(0, nodes(page));
            if (!page.hasPrevious()) {
                return found;
            }
            page = pages.page(new Window(size, false, Optional.empty(), Optional.of(page.items().getFirst().position())));
            assertThat(page.hasNext()).isTrue();
        }
    }

    /// What a page lists.
    public static <T> List<T> nodes(Page<T> page) {
        return page.items().stream().map(Page.Item::node).toList();
    }
}
