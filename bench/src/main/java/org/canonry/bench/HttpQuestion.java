package org.canonry.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is asked over HTTP, again and again.
///
/// @param row by which it is asked for
/// @param what it is, in words
/// @param bodies requests to GraphQL, asked one after another
/// @param sign what every answer has in it
/// @param warm how many answers it takes until the compiler has seen enough
/// @param target what the ratio to a constant answer is held to; null for nothing
/// @param boundBy what keeps it from being faster
record HttpQuestion(Row row, String what, List<String> bodies, String sign, long warm, @Nullable Target target, String boundBy) {

    /// The same bodies to another path, so that reading them costs the same.
    Load.Questions to(String path) {
        return new Load.Questions(bodies.stream().map(body -> Connection.post(path, body)).toList(), sign);
    }
}
