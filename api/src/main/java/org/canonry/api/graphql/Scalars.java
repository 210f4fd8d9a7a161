package org.canonry.api.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The scalars of the schema. None fails on what a package holds, and none refuses text for its form.
final class Scalars {
    private Scalars() {}

    /// All of them.
    static List<GraphQLScalarType> all() {
        return List.of(
                text("Canonical"), text("Uri"), text("PackageSpec"), text("DateTime"), named("JSON", ExtendedScalars.Json),
                named("Long", ExtendedScalars.GraphQLLong));
    }

    private static GraphQLScalarType text(String name) {
        return GraphQLScalarType.newScalar().name(name).coercing(new Text(name)).build();
    }

    private static GraphQLScalarType named(String name, GraphQLScalarType scalar) {
        return GraphQLScalarType.newScalar().name(name).coercing(scalar.getCoercing()).build();
    }

    /// Any text. An `Instant` prints as RFC 3339 has it.
    private record Text(String name) implements Coercing<String, String> {
        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return value.toString();
        }

        @Override
        public String parseValue(Object input, GraphQLContext context, Locale locale) {
            if (input instanceof String text) {
                return text;
            }
            throw new CoercingParseValueException("%s is text in quotes".formatted(name));
        }

        @Override
        public String parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (input instanceof StringValue text) {
                return Objects.requireNonNullElse(text.getValue(), "");
            }
            throw new CoercingParseLiteralException("%s is text in quotes".formatted(name));
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.of(input.toString());
        }
    }
}
