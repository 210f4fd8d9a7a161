package org.canonry.api.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import java.util.List;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Refuses a document that is too deep or may cost too much, before anything of it is answered, and ends one that takes too long.
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
        refuse(Cost.of(execution, limits));
        var watch = deadlines.watch(execution.getExecutionInput());
        return SimpleInstrumentationContext.whenCompleted((result, thrown) -> watch.close());
    }

    private void refuse(Cost.Weight weight) {
        if (weight.levels() > limits.of(Limit.GRAPHQL_LEVELS)) {
            throw abort(ErrorCode.QUERY_TOO_DEEP, "fields are %d deep inside one another; at most %s"
                    .formatted(weight.levels(), limits.describe(Limit.GRAPHQL_LEVELS)));
        }
        if (weight.points() > limits.of(Limit.GRAPHQL_COST_POINTS)) {
            throw abort(ErrorCode.QUERY_TOO_COMPLEX, "the answer may cost %d points; at most %s: ask for fewer fields or shorter lists"
                    .formatted(weight.points(), limits.describe(Limit.GRAPHQL_COST_POINTS)));
        }
    }

    private static AbortExecutionException abort(ErrorCode code, String message) {
        return new AbortExecutionException(List.of(Errors.error(new Refused(code, message))));
    }
}
