package dev.closeroom

/**
 * A callback of ZEGOCLOUD whose signature has been verified.
 *
 * Its [toString] leaves out [signature] and [raw], which holds the signature: with it, the callback
 * can be repeated while it is fresh.
 */
public data class ZegoCallback(
    /** The project's AppID, as the unsigned part of the body says. */
    public val appId: Long?,
    /** When it was sent, in Unix seconds. Signed. Beyond `Long.MAX_VALUE` it is that. */
    public val timestamp: Long,
    /** Its nonce. Signed. */
    public val nonce: String,
    /** Its signature: what to remember against repetitions. */
    public val signature: String,
    /** What happened. */
    public val event: ZegoEvent,
    /** The whole body as JSON text; for a form, the form. */
    public val raw: String,
) {
    override fun toString(): String =
        "ZegoCallback(appId=$appId, timestamp=$timestamp, nonce=$nonce, event=$event)"
}

/**
 * What happened. Fields that were not sent are `null`, as are optional numbers too large for their
 * type; [ZegoCallback.raw] has them. Ids of 64 bits are decimal text.
 *
 * More may come: have an `else` branch.
 */
public sealed interface ZegoEvent {
    /** The event's name, as ZEGOCLOUD spells it. */
    public val name: String

    /** `room_close`: the room was destroyed. */
    public data class RoomClose(
        /** The room's id. */
        public val roomId: String,
        /** This life of the room; `roomSeq` in [RoomLogout]. */
        public val roomSessionId: String? = null,
        /**
         * 0 normal, 1 last user's heartbeat timed out, 2 last user went offline, 3 last user was
         * kicked. Which one a CloseRoom gives is not documented.
         */
        public val closeReason: Int? = null,
        /** When it closed, in Unix milliseconds. */
        public val roomCloseTime: Long? = null,
    ) : ZegoEvent {
        override val name: String get() = "room_close"
    }

    /** `room_logout`: a user left the room. */
    public data class RoomLogout(
        /** The room's id. */
        public val roomId: String,
        /** The user's id. */
        public val userAccount: String,
        /** This life of the room; `roomSessionId` in [RoomClose]. */
        public val roomSeq: String? = null,
        /** The user's name. */
        public val userNickname: String? = null,
        /** The user's session. */
        public val sessionId: String? = null,
        /** When the user came, in Unix milliseconds. */
        public val loginTime: Long? = null,
        /** When the user left, in Unix milliseconds. */
        public val logoutTime: Long? = null,
        /**
         * 0 normal, 1 heartbeat timeout, 2 disconnected, 3 logged in elsewhere or kicked, 4 token
         * expired. Which one a CloseRoom gives is not documented.
         */
        public val reason: Int? = null,
        /** 1 host, 2 audience, 4 administrator. */
        public val userRole: Int? = null,
        /** Orders the log-ins and log-outs of one room. */
        public val userUpdateSeq: Long? = null,
    ) : ZegoEvent {
        override val name: String get() = "room_logout"
    }

    /** `stream_close`: a stream ended. */
    public data class StreamClose(
        /** The room's id. */
        public val roomId: String,
        /** This life of the room. */
        public val roomSessionId: String? = null,
        /** The user's id. */
        public val userId: String? = null,
        /** The user's name. */
        public val userName: String? = null,
        /** The channel, which need not be spelled like the room. */
        public val channelId: String? = null,
        /**
         * 0 normal, 1 heartbeat timeout, 2 replaced by a new log-in, 3 kicked, 4 connection lost,
         * 5 room cleared, 100 `DeleteStream`.
         */
        public val type: Int? = null,
        /** The stream's id as the client gave it. */
        public val streamAlias: String? = null,
        /** The stream's id at the server. */
        public val streamId: String? = null,
        /** This life of the stream. */
        public val streamSid: String? = null,
        /** The stream's sequence number. */
        public val streamSeq: String? = null,
        /** The stream's extra information. */
        public val thirdDefineData: String? = null,
        /** When it began, in Unix milliseconds. */
        public val createTimeMs: Long? = null,
        /** When it ended, in Unix milliseconds. */
        public val destroyTimeMs: Long? = null,
    ) : ZegoEvent {
        override val name: String get() = "stream_close"
    }

    /** Any other event; its fields are in [ZegoCallback.raw]. */
    public data class Other(override val name: String) : ZegoEvent
}
