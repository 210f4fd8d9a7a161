package org.canonry.api.graphql;

import java.io.IOException;
import java.util.Map;
import org.canonry.api.snapshot.CanonicalResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/// Whole resources, from the bucket.
@Controller
class ResourceController {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceController.class);

    @SchemaMapping(typeName = "CanonicalResource")
    Map<String, Object> resource(CanonicalResource source) {
        try {
            return source.resource();
        } catch (IOException e) {
            LOG.warn("The bucket does not give {}", source.key(), e);
            throw new Refused(ErrorCode.BUCKET_UNAVAILABLE, "the bucket cannot be read now: ask again later");
        }
    }
}
