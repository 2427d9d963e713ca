package dev.closeroom.consumer;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.closeroom.HttpTransport;
import dev.closeroom.OkHttpTransport;
import dev.closeroom.Provider;
import dev.closeroom.core.CoreCall;
import dev.closeroom.core.NoHandle;
import dev.closeroom.internal.Caller;
import dev.closeroom.internal.Input;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A panic of the core. There should be none, so none can be had by the public API: this test takes
 * what is internal in Kotlin, which Java does not hide, and a call that leads nowhere.
 */
class PanicTest {
    private static final HttpTransport TRANSPORT = new OkHttpTransport();
    private static final Caller CALLER = new Caller(new Input(Provider.ZEGO), TRANSPORT);

    private static CoreCall nowhere() {
        return new CoreCall(NoHandle.INSTANCE);
    }

    @Test
    void isNoErrorOfTheCall() {
        check(assertThrows(Throwable.class, () -> CALLER.blocking(PanicTest::nowhere)));
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> CALLER.async(PanicTest::nowhere).get(20, TimeUnit.SECONDS));
        check(failed.getCause());
    }

    private static void check(Throwable thrown) {
        assertInstanceOf(AssertionError.class, thrown);
        assertTrue(thrown.getMessage().startsWith("closeroom failed inside, please report it: "), thrown.getMessage());
    }
}
