package dev.closeroom

/**
 * Why a call, a build, a parse or a verification failed. The only exception that this package
 * makes of an outcome. Decide by [kind]; the [message] is for people, and its wording may change.
 *
 * It never holds a secret, a token or a signature, and neither does its [cause]: with
 * [ErrorKind.TRANSPORT] what the transport threw, unless that shows credentials or holds what
 * cannot be looked through.
 *
 * After the kinds [ErrorKind.TRANSPORT], [ErrorKind.DEADLINE_EXCEEDED], [ErrorKind.UNAVAILABLE],
 * [ErrorKind.UNEXPECTED_RESPONSE] and [ErrorKind.CANCELLED] the room may have been closed all the
 * same.
 */
public class CloseRoomException
/** Makes an error, for tests of your own. */
public constructor(
    /** What went wrong, by what you can do about it. */
    public val kind: ErrorKind,
    /** Whose request or callback it was. */
    public val provider: Provider,
    /** What went wrong, for people. */
    override val message: String,
    /**
     * What was refused of the input, by the provider's term (`RoomId`, `ServerSecret`); with
     * [ErrorKind.INVALID_INPUT] only.
     */
    public val field: String? = null,
    /** The provider's own code as received (`"5018"`, `"FailedOperation.RoomNotExist"`); open text. */
    public val providerCode: String? = null,
    /** The provider's request id, to quote to its support. */
    public val requestId: String? = null,
    /** The HTTP status, when there was a response. */
    public val httpStatus: Int? = null,
    /** Whether the same call may succeed when repeated later. */
    public val retryable: Boolean = false,
    /** How long to wait before that, in milliseconds, when known. */
    public val retryAfterMs: Long? = null,
    cause: Throwable? = null,
) : RuntimeException(message, cause) {
    /** With the kind before the message, as a log shows it. */
    override fun toString(): String = "${javaClass.name}: ${kind.stableName}: $message"
}
