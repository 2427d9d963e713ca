package dev.closeroom

/** A callback of TRTC whose signature has been verified. */
public data class TrtcCallback(
    /** `EventGroupId`: 1 room, 2 media. */
    public val eventGroupId: Long,
    /** `EventType`, as the documents number it. */
    public val eventType: Long,
    /** `CallbackTs`: when it was sent, in Unix milliseconds. Beyond `Long.MAX_VALUE` it is that. */
    public val callbackTs: Long,
    /** What happened. */
    public val event: TrtcEvent,
    /** The whole body, as received. */
    public val raw: String,
)

/** What happened. More may come: have an `else` branch. */
public sealed interface TrtcEvent {
    /**
     * An event of group 1 or 2. Fields that were not sent are `null`, as are numbers too large for
     * their type; [TrtcCallback.raw] has them.
     */
    public data class Known(
        /** Which one. */
        public val kind: Kind,
        /** The room, of the kind that the clients use. */
        public val roomId: TrtcRoomId,
        /** When it happened, in Unix seconds. */
        public val eventTs: Long? = null,
        /** When it happened, in Unix milliseconds. */
        public val eventMsTs: Long? = null,
        /** The user; none for the room's own events. */
        public val userId: String? = null,
        /** For applications of before 2021-07-30. */
        public val uniqueId: String? = null,
        /** 20 anchor, 21 audience. */
        public val role: Int? = null,
        /** 1 Windows, 2 Android, 3 iOS, 4 Linux, 100 other. */
        public val terminalType: Int? = null,
        /** 1 WebRTC, 2 mini program, 3 native SDK. */
        public val userType: Int? = null,
        /**
         * Entering: 1 voluntary, 2 network switch, 3 retry after timeout, 4 cross-room. Leaving: 1
         * voluntary, 2 timeout, 3 removed, 4 cross-room ended, 5 forced. Which one a dismissal
         * gives is not documented.
         */
        public val reason: Int? = null,
    ) : TrtcEvent

    /** Any other event; its fields are in [TrtcCallback.raw]. */
    public data object Other : TrtcEvent

    /** The events of groups 1 and 2. More may come: have an `else` branch. */
    public enum class Kind(
        /** The event's name as every language spells it, after the documents' `EVENT_TYPE_…`. */
        public val stableName: String,
    ) {
        /** 101: the room was created. */
        CREATE_ROOM("create_room"),

        /** 102: the room was dismissed. Why is not said. */
        DISMISS_ROOM("dismiss_room"),

        /** 103: a user entered. */
        ENTER_ROOM("enter_room"),

        /** 104: a user left. */
        EXIT_ROOM("exit_room"),

        /** 105: a user changed roles. */
        CHANGE_ROLE("change_role"),

        /** 201: a user began to send video. */
        START_VIDEO("start_video"),

        /** 202: a user ceased to send video. Not sent when the user leaves. */
        STOP_VIDEO("stop_video"),

        /** 203: a user began to send audio. */
        START_AUDIO("start_audio"),

        /** 204: a user ceased to send audio. Not sent when the user leaves. */
        STOP_AUDIO("stop_audio"),

        /** 205: a user began to send the sub-stream. */
        START_ASSIST("start_assist"),

        /** 206: a user ceased to send the sub-stream. Not sent when the user leaves. */
        STOP_ASSIST("stop_assist"),
    }
}
