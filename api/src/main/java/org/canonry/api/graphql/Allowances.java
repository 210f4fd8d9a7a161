package org.canonry.api.graphql;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// The allowances of all clients, each told by its address. Thread-safe.
///
/// Of an IPv6 address only the network counts, of which one client commonly has all 2^64 addresses. An allowance that nobody drew on for a minute is
/// whole again and need not be kept.
final class Allowances {
    /// Other than an address of the next proxy, this header is what anybody cares to write.
    private static final String FORWARDED = "X-Forwarded-For";
    private static final int LONGEST_ADDRESS = 45;
    private static final int NETWORK_BYTES = 8;

    private final int proxies;
    private final LoadingCache<String, Allowance> clients;

    /// @param proxies how many proxies stand in front, each of which adds who asked it to `X-Forwarded-For`
    Allowances(Limits limits, int proxies) {
        var points = limits.of(Limit.GRAPHQL_CLIENT_POINTS);
        this.proxies = proxies;
        this.clients = Caffeine.newBuilder()
                .maximumSize(limits.of(Limit.GRAPHQL_CLIENTS))
                .expireAfterAccess(Duration.ofMinutes(1))
                .build(client -> new Allowance(points, System.nanoTime()));
    }

    /// The allowance of who sent a request.
    Allowance of(HttpServletRequest request) {
        return clients.get(client(address(request)));
    }

    private String address(HttpServletRequest request) {
        if (proxies == 0) {
            return request.getRemoteAddr();
        }
        var named = String.join(",", Collections.list(request.getHeaders(FORWARDED))).split(",", -1);
        var address = named.length < proxies ? "" : named[named.length - proxies].strip();
        return address.isEmpty() || address.length() > LONGEST_ADDRESS ? request.getRemoteAddr() : address;
    }

    private static String client(String address) {
        return address.indexOf(':') < 0 ? address : network(address);
    }

    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
