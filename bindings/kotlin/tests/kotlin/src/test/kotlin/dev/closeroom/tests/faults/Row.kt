package dev.closeroom.tests.faults

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.PropertyNamingStrategies
import com.fasterxml.jackson.databind.json.JsonMapper
import java.io.File

private val MAPPER = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build()

/** The rows of `matrix.json`. README.md beside it says what each member means; no other is taken. */
fun rows(): List<Row> {
    val file = checkNotNull(System.getenv("CLOSEROOM_FAULTS")) { "CLOSEROOM_FAULTS must be the path of tests/faults/matrix.json" }
    return MAPPER.readValue(File(file), Matrix::class.java).rows
}

private class Matrix {
    var schema = 0
    lateinit var rows: List<Row>
}

class Row {
    lateinit var provider: String
    lateinit var group: String
    lateinit var name: String
    var account = Account()
    lateinit var room: JsonNode
    var open = false
    var close = Close()
    lateinit var options: Options
    var sandbox = listOf<String>()
    var listening = true
    var settings = mapOf<String, Any>()
    var faults = listOf<Map<String, Any>>()
    lateinit var expect: Expect
    lateinit var next: Next
}

class Account {
    var appId: Long? = null
    var secretId: String? = null
    var secret: String? = null
    var token: String? = null
    var region: String? = null
    var signatureMethod: String? = null
}

class Close {
    var customReason: String? = null
    var roomCloseCallback: Boolean? = null
}

class Options {
    var timeoutMs: Long? = null
    var maxAttempts: Int? = null
    var alreadyGoneIsError = false
}

class Expect {
    lateinit var outcome: String
    var attempts: Int? = null
    var retryable: Boolean? = null
    lateinit var requests: List<Request>
    var httpStatus: Int? = null
    var providerCode: String? = null
    var retryAfterMs: Long? = null
    var message = ""
    var leastMs = 0L
    var correctedSeconds: Long? = null
    var open = false
}

class Request {
    var code: String? = null
    var answer: String? = null
}

class Next {
    lateinit var outcome: String
}
