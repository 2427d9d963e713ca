package dev.closeroom.tests.faults

import dev.closeroom.CallOptions
import dev.closeroom.support.Sandbox
import dev.closeroom.tests.coroutines
import dev.closeroom.tests.until
import dev.closeroom.tests.zego
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

/** Every row of the fault matrix is a test, and its name is `provider/name`. */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
    private val rows = rows()
    private val played = AtomicInteger()

    @TestFactory
    fun matrix(): List<DynamicTest> = rows.map { row ->
        dynamicTest("${row.provider}/${row.name}") {
            played.incrementAndGet()
            Sandbox.start(*row.sandbox.toTypedArray()).use { play(row, it) }
        }
    }

    @AfterAll
    fun `every row was played`() {
        assertTrue(rows.isNotEmpty())
        assertEquals(rows.size, played.get())
    }

    @Test
    fun `a thread that is at work can be told from one that is not`(): Unit = Sandbox.start().use { sandbox ->
        sandbox.fault(mapOf("kind" to "hang"))
        coroutines {
            val call = launch { zego(sandbox.url()).closeRoom("room", options = CallOptions(timeoutMs = 60_000)) }
            until("it is at work") { isAtWork(sandbox.url()) }
            call.cancelAndJoin()
            until("it has nothing to do") { !isAtWork(sandbox.url()) }
        }
    }
}

private fun play(row: Row, sandbox: Sandbox) {
    if (row.open) sandbox.open(row.provider, row.room)
    sandbox.set(row.settings)
    row.faults.forEach(sandbox::plan)
    val client = clientOf(row, if (row.listening) sandbox.url() else sandbox.door())
    checkFirst(row, sandbox, client)

    if (!row.listening) sandbox.openDoor()
    sandbox.reset()
    checkNext(row, sandbox, client)
}
