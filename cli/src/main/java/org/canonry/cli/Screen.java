package org.canonry.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// What people see while something takes long: bars on a terminal, plain lines elsewhere. For one thread at a time.
final class Screen {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean isTerminal;

    Screen(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /// The process's standard output.
    static Screen standard() {
        var console = System.console();
        return new Screen(System.out, console != null && console.isTerminal());
    }

    void line(String format, Object... values) {
        out.println(format.formatted(values));
        out.flush();
    }

    /// Shows how far `task` is, out of `total` of `unit`.
    Meter meter(String task, long total, String unit) {
        return isTerminal ? new Bar(task, total, unit) : new Lines(task, total, unit);
    }

    /// How far a task is.
    interface Meter extends AutoCloseable {
        /// So many are done since the last call.
        void step(long done);

        /// So many are done in all.
        void at(long done);

        @Override
        void close();
    }

    private static final class Bar implements Meter {
        private final ProgressBar bar;

        Bar(String task, long total, String unit) {
            bar = new ProgressBarBuilder()
                    .setTaskName("%-12s".formatted(task))
                    .setInitialMax(total)
                    .setUnit(" " + unit, 1)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                    .setUpdateIntervalMillis(100)
                    .showSpeed()
                    .build();
        }

        @Override
        public void step(long done) {
            bar.stepBy(done);
        }

        @Override
        public void at(long done) {
            bar.stepTo(done);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    private final class Lines implements Meter {
        private final String task;
        private final long total;
        private final String unit;
        private final Instant start = Instant.now();
        private Instant printed = start;
        private long done;

        Lines(String task, long total, String unit) {
            this.task = task;
            this.total = total;
            this.unit = unit;
        }

        @Override
        public void step(long more) {
            at(done + more);
        }

        @Override
        public void at(long count) {
            done = count;
            if (Duration.between(printed, Instant.now()).compareTo(BETWEEN_LINES) >= 0) {
                printed = Instant.now();
                print();
            }
        }

        private void print() {
            var seconds = Math.max(0.001, Duration.between(start, Instant.now()).toMillis() / 1000.0);
            var rate = done / seconds;
            var left = rate == 0 ? "" : String.format(Locale.ROOT, ", about %.0f s left", (total - done) / rate);
            line("%-12s %,d of %,d %s, %,.0f a second%s", task, done, total, unit, rate, done == total ? "" : left);
        }

        @Override
        public void close() {
            print();
        }
    }
}
