package org.canonry.meaning;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/// A BERT network under ONNX Runtime. Reads one text at a time: where several are read together, the scale of their numbers, and so each one's vector,
/// depends on the others. Thread-safe.
final class Network {
    private final OrtEnvironment environment;
    private final OrtSession session;

    private Network(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /// @param weights the network as an ONNX file
    static Network load(byte[] weights) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            // Texts are many and short: each is read by the thread that asks.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new Network(environment, environment.createSession(weights, options));
        }
    }

    /// The mean of what the network makes of each piece, of length 1.
    float[] vector(long[] pieces) throws OrtException {
        try (var ids = tensor(pieces);
                var attended = tensor(same(1, pieces.length));
                var sentences = tensor(same(0, pieces.length));
                var result = session.run(Map.of("input_ids", ids, "attention_mask", attended, "token_type_ids", sentences))) {
            var states = (float[][][]) result.get(0).getValue();
            return unit(sum(states[0]));
        }
    }

    private OnnxTensor tensor(long[] numbers) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(numbers), new long[] {1, numbers.length});
    }

    private static long[] same(long number, int count) {
        var numbers = new long[count];
        Arrays.fill(numbers, number);
        return numbers;
    }

    private static float[] sum(float[][] states) {
        var sum = new float[states[0].length];
        for (var state : states) {
            for (var i = 0; i < sum.length; i++) {
                sum[i] += state[i];
            }
        }
        return sum;
    }

    private static float[] unit(float[] vector) {
        var squares = 0.0;
        for (var number : vector) {
            squares += number * number;
        }
        var length = (float) Math.sqrt(squares);
        for (var i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
        return vector;
    }
}
