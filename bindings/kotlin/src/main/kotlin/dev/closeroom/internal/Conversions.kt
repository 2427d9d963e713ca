package dev.closeroom.internal

import dev.closeroom.CallOptions
import dev.closeroom.Closed
import dev.closeroom.Explained
import dev.closeroom.Freshness
import dev.closeroom.HttpMethod
import dev.closeroom.HttpRequest
import dev.closeroom.HttpResponse
import dev.closeroom.TrtcRoomId
import dev.closeroom.core.CoreCallOptions
import dev.closeroom.core.CoreClosed
import dev.closeroom.core.CoreExplained
import dev.closeroom.core.CoreFreshness
import dev.closeroom.core.CoreHeader
import dev.closeroom.core.CoreRequest
import dev.closeroom.core.CoreResponse
import dev.closeroom.core.CoreTrtcRoomId

/** What the core takes for an HTTP status. */
internal val STATUSES = 0..999

internal fun CallOptions.toCore(input: Input) = CoreCallOptions(
    maxAttempts = input.optionalUnsigned("MaxAttempts", maxAttempts?.toLong())?.toUInt(),
    timeoutMs = input.optionalUnsigned("Timeout", timeoutMs),
    maxResponseBytes = input.optionalUnsigned("MaxResponseBytes", maxResponseBytes?.toLong()),
    alreadyGoneIsError = alreadyGoneIsError,
    paced = paced,
)

internal fun Freshness.toCore(input: Input): CoreFreshness {
    val window = window ?: return CoreFreshness.Off
    return CoreFreshness.Within(
        nowSeconds = input.optionalUnsigned("Now", window.nowSeconds) ?: nowSeconds().toULong(),
        toleranceSeconds = input.optionalUnsigned("ToleranceSeconds", window.toleranceSeconds),
    )
}

internal fun TrtcRoomId.toCore(input: Input): CoreTrtcRoomId = when (this) {
    is TrtcRoomId.Text -> CoreTrtcRoomId.Text(input.text("RoomId", id))
    is TrtcRoomId.Number -> CoreTrtcRoomId.Number(number)
}

internal fun CoreTrtcRoomId.toPublic(): TrtcRoomId = when (this) {
    is CoreTrtcRoomId.Text -> TrtcRoomId.Text(id)
    is CoreTrtcRoomId.Number -> TrtcRoomId.Number(id)
}

internal fun HttpResponse.toCore(input: Input): CoreResponse {
    if (status !in STATUSES) input.refuse("Status", "must be from ${STATUSES.first} to ${STATUSES.last}, not $status")
    return CoreResponse(status.toUShort(), headers.toCore(), body)
}

/** `HttpURLConnection` keeps the status line under the name `null`. */
@Suppress("USELESS_ELVIS", "UNNECESSARY_SAFE_CALL")
internal fun Map<String, List<String>>.toCore(): List<CoreHeader> = flatMap { (name, values) ->
    name?.let { values.map { value -> CoreHeader(name.wellFormed(), value.wellFormed()) } } ?: emptyList()
}

internal fun CoreRequest.toPublic() = HttpRequest(
    // `valueOf` looks for a function by its name, which shrinkers take away.
    method = HttpMethod.entries.first { it.name == method },
    url = url,
    headers = headers.associate { it.name to it.value },
    body = body,
)

internal fun CoreExplained.toPublic() =
    Explained(request.toPublic(), steps.map { Explained.Step(it.name, it.value) })

internal fun CoreClosed.toPublic() = Closed(
    status = if (alreadyGone) Closed.Status.ALREADY_GONE else Closed.Status.CLOSED,
    requestId = requestId,
    attempts = attempts.saturated(),
)
