package org.canonry.api.graphql;

import graphql.execution.ExecutionContext;
import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition.Operation;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// What a document costs, or one event of a subscription, told from the document, its variables and the schema before anything is answered.
///
/// Each field is a point and what the directive `@cost` of the schema adds to it. What is inside a list counts as often as the list may have
/// items: what `first`, `last` or `size` says, the length of `ids`, `references`, `fields` or `packages`, else what `@cost` says, or 20 in a
/// connection. Aliases count like other fields. Fragments are looked at once each, so that fragments of fragments cost no more here than they
/// are long.
final class Cost {
    private static final String DIRECTIVE = "cost";
    private static final long MOST = 1_000_000_000;
    private static final int CONNECTION = 20;
    private static final int LIST = 10;

    private final ExecutionContext execution;
    private final int longestPage;
    private final Map<Fragment, Weight> fragments = new HashMap<>();

    private Cost(ExecutionContext execution, int longestPage) {
        this.execution = execution;
        this.longestPage = longestPage;
    }

    /// The weight of the operation that is about to be executed.
    static Weight of(ExecutionContext execution, Limits limits) {
        var operation = execution.getOperationDefinition();
        var root = root(operation.getOperation(), execution.getGraphQLSchema());
        return root == null
                ? Weight.NONE
                : new Cost(execution, limits.intOf(Limit.GRAPHQL_PAGE_ITEMS)).selections(operation.getSelectionSet(), root, 1);
    }

    /// Null for an operation that the schema has not; the engine refuses it.
    private static @Nullable GraphQLObjectType root(Operation operation, GraphQLSchema schema) {
        return switch (operation) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
        };
    }

    /// What an answer tells of its cost, as `extensions.cost`.
    ///
    /// @param requested points that it may cost at most
    /// @param limit points that any may cost
    record Told(long requested, long limit) {}

    /// @param levels fields inside one another
    /// @param points what it costs
    record Weight(int levels, long points) {
        private static final Weight NONE = new Weight(0, 0);

        private Weight beside(Weight other) {
            return new Weight(Math.max(levels, other.levels), Math.min(MOST, points + other.points));
        }

        private Weight inside(long own, long times) {
            return new Weight(levels + 1, Math.min(MOST, own + points * Math.min(times, MOST)));
        }
    }

    private record Fragment(String name, long page) {}

    /// @param page how many items the connection may have whose field this is; 1 elsewhere
    private Weight selections(@Nullable SelectionSet set, GraphQLCompositeType parent, long page) {
        var weight = Weight.NONE;
        if (set != null) {
            for (var selection : set.getSelections()) {
                weight = weight.beside(selection(selection, parent, page));
            }
        }
        return weight;
    }

    private Weight selection(Selection<?> selection, GraphQLCompositeType parent, long page) {
        return switch (selection) {
            case Field field -> field(field, parent, page);
            case InlineFragment fragment -> selections(fragment.getSelectionSet(), type(fragment.getTypeCondition(), parent), page);
            case FragmentSpread spread -> fragment(spread.getName(), parent, page);
            default -> Weight.NONE;
        };
    }

    private Weight fragment(String name, GraphQLCompositeType parent, long page) {
        var key = new Fragment(name, page);
        var known = fragments.get(key);
        if (known != null) {
            return known;
        }
        var fragment = execution.getFragment(name);
        var weight = selections(fragment.getSelectionSet(), type(fragment.getTypeCondition(), parent), page);
        fragments.put(key, weight);
        return weight;
    }

    private GraphQLCompositeType type(@Nullable TypeName condition, GraphQLCompositeType parent) {
        var named = condition == null ? parent : execution.getGraphQLSchema().getType(condition.getName());
        return named instanceof GraphQLCompositeType type ? type : parent;
    }

    private Weight field(Field field, GraphQLCompositeType parent, long page) {
        // What a union has as well, and nothing else.
        if (!(parent instanceof GraphQLFieldsContainer container) || field.getName().equals("__typename")) {
            return Weight.NONE.inside(1, 1);
        }
        var definition = Introspection.getFieldDefinition(execution.getGraphQLSchema(), container, field.getName());
        var own = 1 + stated(definition, "points", 0);
        if (!(GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType type)) {
            return Weight.NONE.inside(own, 1);
        }
        // Introspection is long, yet as long as the schema and no longer; the engine refuses it when it goes in circles.
        if (type.getName().startsWith("__")) {
            return selections(field.getSelectionSet(), type, 1).inside(own, 1);
        }
        if (isConnection(type)) {
            return selections(field.getSelectionSet(), type, asked(field, definition).orElse(CONNECTION)).inside(own, 1);
        }
        return selections(field.getSelectionSet(), type, 1).inside(own, times(field, definition, parent, page));
    }

    /// What the schema says of a field.
    private static int stated(GraphQLFieldDefinition definition, String argument, int otherwise) {
        var directive = definition.getAppliedDirective(DIRECTIVE);
        return directive == null ? otherwise : Objects.requireNonNull(directive.getArgument(argument).<Integer>getValue());
    }

    private long times(Field field, GraphQLFieldDefinition definition, GraphQLCompositeType parent, long page) {
        if (!GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()))) {
            return 1;
        }
        return isConnection(parent) && !field.getName().equals("facets") ? page : asked(field, definition).orElseGet(() -> stated(definition, "items", LIST));
    }

    private static boolean isConnection(GraphQLCompositeType type) {
        return type.getName().endsWith("Connection");
    }

    /// How many items the arguments ask for; empty when they do not say.
    private Optional<Integer> asked(Field field, GraphQLFieldDefinition definition) {
        return field.getArguments().stream()
                .filter(argument -> definition.getArgument(argument.getName()) != null)
                .flatMap(argument -> items(argument).stream())
                .reduce((one, other) -> (int) Math.min(MOST, (long) one * other));
    }

    private Optional<Integer> items(Argument argument) {
        return switch (argument.getName()) {
            case "first", "last", "size" -> number(argument.getValue());
            case "ids", "references", "fields", "packages" -> length(argument.getValue());
            default -> Optional.empty();
        };
    }

    private Optional<Integer> number(Value<?> value) {
        return switch (value) {
            case IntValue number when number.getValue().bitLength() < Integer.SIZE -> Optional.of(counted(number.getValue().intValue()));
            case VariableReference variable when execution.getCoercedVariables().get(variable.getName()) instanceof Integer number ->
                Optional.of(counted(number));
            default -> Optional.empty();
        };
    }

    /// More than a page may have is refused by the field itself, which says so better.
    private int counted(int asked) {
        return Math.clamp(asked, 1, longestPage);
    }

    private Optional<Integer> length(Value<?> value) {
        return switch (value) {
            case ArrayValue array -> Optional.of(array.getValues().size());
            case VariableReference variable when execution.getCoercedVariables().get(variable.getName()) instanceof Collection<?> items ->
                Optional.of(items.size());
            default -> Optional.empty();
        };
    }
}
