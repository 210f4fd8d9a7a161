package org.canonry.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final Comparator<Position> ORDER = Comparator.comparing(position -> position.values().getFirst());

    @Test
    void givesTheSameListInPagesOfEverySizeAndBothWays() throws IOException {
        for (var length = 0; length < 8; length++) {
            var list = IntStream.range(0, length).mapToObj(Integer::toString).toList();
            Paging.assertEveryWayGives(list, window -> page(list, window), "length " + length);
        }
    }

    @Test
    void goesOnWhereAnItemWasThatIsNoLongerThere() {
        var window = new Window(2, true, Optional.of(new Position("", List.of("b"))), Optional.empty());
        assertThat(Paging.nodes(page(List.of("a", "c", "d", "e"), window))).containsExactly("c", "d");
    }

    @Test
    void givesOnlyWhatLiesBetweenTwoPlaces() {
        var window = new Window(9, false, Optional.of(new Position("", List.of("a"))), Optional.of(new Position("", List.of("d"))));
        var page = page(List.of("a", "b", "c", "d", "e"), window);
        assertThat(Paging.nodes(page)).containsExactly("b", "c");
        assertThat(page.hasPrevious()).isTrue();
        assertThat(page.hasNext()).isTrue();
    }

    @Test
    void isEmptyWhenTheEndLiesAheadOfTheStart() {
        var window = new Window(9, true, Optional.of(new Position("", List.of("d"))), Optional.of(new Position("", List.of("a"))));
        assertThat(page(List.of("a", "b", "c", "d", "e"), window).items()).isEmpty();
    }

    private static Page<String> page(List<String> list, Window window) {
        return Page.of(list, item -> new Position("", List.of(item)), ORDER, window);
    }
}
