package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of the console one running Kithwork and one browser. Where there is no browser they are skipped, but
 * on a build server they fail. A test whose page broke the content security policy, or threw, fails as well.
 */
final class ConsoleExtension implements ExecutionCondition, BeforeAllCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(ConsoleExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.isThere() || Boolean.parseBoolean(System.getenv("CI"))
                ? ConditionEvaluationResult.enabled("there is a browser")
                : ConditionEvaluationResult.disabled(Chromium.missing());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        console(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(console(context).chromium().closeWindows())
                .as("what the console of the browser complained about")
                .isEmpty();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Console.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return console(context);
    }

    private static Console console(ExtensionContext context) {
        return context.getRoot().getStore(HERE).getOrComputeIfAbsent("console", name -> start(), Console.class);
    }

    private static Console start() {
        try {
            return Console.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
