package org.kithwork.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.json.Json;
import org.kithwork.problem.Problem;

/** Karaf writes what a command throws to the log as an error, with its stack, unless it is its own exception. */
class ShellCommandTest {

    @Test
    @DisplayName("CORE-18: a refusal in the shell is a sentence, and nothing for the log")
    void aRefusalIsASentenceAndNothingForTheLog() {
        var thrown = catchThrowable(new Throwing(Problem.notFound("customer"))::execute);

        assertThat(thrown).isExactlyInstanceOf(CommandException.class);
        assertThat(((CommandException) thrown).getNiceHelp()).contains("There is no such");
    }

    @Test
    void aDefectTellsNothingOfItself() {
        var thrown = catchThrowable(new Throwing(new IllegalStateException("core_user.password"))::execute);

        assertThat(thrown).isExactlyInstanceOf(CommandException.class).hasNoCause();
        assertThat(((CommandException) thrown).getNiceHelp())
                .contains("kithwork.log")
                .doesNotContain("core_user");
    }

    private static final class Throwing extends ShellCommand {

        private final RuntimeException problem;

        Throwing(RuntimeException problem) {
            this.problem = problem;
            session = fake(Session.class, new PrintStream(new ByteArrayOutputStream()));
            json = fake(Json.class, "{}");
        }

        @Override
        protected void run(Output out) {
            throw problem;
        }
    }

    private static <T> T fake(Class<T> type, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> answer));
    }
}
