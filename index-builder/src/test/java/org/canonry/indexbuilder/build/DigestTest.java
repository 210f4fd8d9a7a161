package org.canonry.indexbuilder.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;
import org.canonry.storage.canonical.Canonical;
import org.canonry.storage.canonical.CanonicalLine;
import org.canonry.storage.canonical.CanonicalParser;
import org.canonry.storage.canonical.Location;
import org.canonry.storage.canonical.Membership;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final BigInteger MODULUS = BigInteger.TWO.pow(128);

    private final long seed = Long.getLong("canonry.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void isTheSumOfTheHashesModuloTwoToThe128AndTheirNumber() throws NoSuchAlgorithmException {
        var digest = new Digest();
        var sum = BigInteger.ZERO;
        for (var n = 1; n <= 2_000; n++) {
            var line = line();
            var membership = Membership.values()[random.nextInt(Membership.values().length)];
            digest.add(n, line, membership);
            sum = sum.add(new BigInteger(1, hash(n, line, membership))).mod(MODULUS);
            assertThat(digest).as("seed %d", seed).hasToString(n + "-" + sum.toString(16));
        }
    }

    @Test
    void ofTwoPartsIsThatOfTheWhole() {
        var whole = new Digest();
        var parts = List.of(new Digest(), new Digest());
        for (var n = 0; n < 100; n++) {
            var line = line();
            whole.add(n, line, Membership.INTRODUCED);
            parts.get(n % 2).add(n, line, Membership.INTRODUCED);
        }
        assertThat(parts.getFirst().plus(parts.getLast().toString())).as("seed %d", seed).isEqualTo(whole.toString());
    }

    private CanonicalLine line() {
        var json = "{\"resourceType\":\"ValueSet\",\"url\":\"http://x.org/%d\"}".formatted(random.nextLong()).getBytes(StandardCharsets.UTF_8);
        var canonical = (Canonical) new CanonicalParser(Limits.defaults()).parse(json, 0, json.length, List.of());
        return new CanonicalLine(1, new Location(random.nextLong(), 10, random.nextLong(), json.length), canonical);
    }

    private static byte[] hash(long lsn, CanonicalLine line, Membership membership) throws NoSuchAlgorithmException {
        var told = ByteBuffer.allocate(25)
                .putLong(lsn)
                .putLong(line.location().memberOffset())
                .putLong(line.location().lineOffset())
                .put((byte) membership.ordinal());
        var sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(told.array());
        return sha256.digest(line.canonical().contentHash().bytes());
    }
}
