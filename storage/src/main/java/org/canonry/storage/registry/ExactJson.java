package org.canonry.storage.registry;

import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes the registry's own JSON. Numbers come out as they went in, and the same value gives the same bytes everywhere.
final class ExactJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
            .build();

    private ExactJson() {}

    static byte[] line(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static byte[] pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    }

    /// Takes away every member that is null, however deep. Elements of arrays stay, since their place means something.
    static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        node.forEach(ExactJson::dropNulls);
    }

    /// The members of `last` at the end of `object`, in place of any of the same name.
    static void putLast(ObjectNode object, Map<String, ? extends JsonNode> last) {
        object.remove(last.keySet());
        object.setAll(last);
    }
}
