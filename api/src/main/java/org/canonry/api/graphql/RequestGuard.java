package org.canonry.api.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;
import graphql.language.OperationDefinition.Operation;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Refuses a document that is too deep or may cost too much, or more than the client may ask for, before anything of it is answered, and ends one
/// that takes too long. Each event of a subscription is given a snapshot and a time of its own.
final class RequestGuard extends SimplePerformantInstrumentation {
    private final Limits limits;
    private final Deadlines<ExecutionInput> deadlines;

    RequestGuard(Limits limits, Deadlines<ExecutionInput> deadlines) {
        this.limits = limits;
        this.deadlines = deadlines;
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        var execution = parameters.getExecutionContext();
        var visit = Visit.of(execution.getGraphQLContext());
        refuseOperation(execution.getOperationDefinition().getOperation(), visit);
        refuse(Cost.of(execution, limits), visit);
        var watch = deadlines.watch(execution.getExecutionInput());
        return SimpleInstrumentationContext.whenCompleted((result, thrown) -> watch.close());
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginSubscribedFieldEvent(
            InstrumentationFieldParameters parameters, @Nullable InstrumentationState state) {
        var execution = parameters.getExecutionContext();
        var loan = Visit.of(execution.getGraphQLContext()).another();
        var watch = deadlines.watch(execution.getExecutionInput());
        return SimpleInstrumentationContext.whenCompleted((result, thrown) -> {
            watch.close();
            loan.close();
        });
    }

    private static void refuseOperation(Operation operation, Visit visit) {
        if (operation != Operation.QUERY && visit.takesOnlyQueries()) {
            throw visit.abort(Visit.onlyQueries());
        }
    }

    private void refuse(Cost.Weight weight, Visit visit) {
        visit.weighed(weight.points());
        if (weight.levels() > limits.of(Limit.GRAPHQL_LEVELS)) {
            throw visit.abort(new Refused(ErrorCode.QUERY_TOO_DEEP, "fields are %d deep inside one another; at most %s"
                    .formatted(weight.levels(), limits.describe(Limit.GRAPHQL_LEVELS))));
        }
        if (weight.points() > limits.of(Limit.GRAPHQL_COST_POINTS)) {
            throw visit.abort(new Refused(ErrorCode.QUERY_TOO_COMPLEX, "the answer may cost %d points; at most %s: ask for fewer fields or shorter lists"
                    .formatted(weight.points(), limits.describe(Limit.GRAPHQL_COST_POINTS))));
        }
        var now = System.nanoTime();
        if (!visit.allowance().take(weight.points(), now)) {
            throw visit.abort(visit.allowance().refusal(weight.points(), now));
        }
    }
}
