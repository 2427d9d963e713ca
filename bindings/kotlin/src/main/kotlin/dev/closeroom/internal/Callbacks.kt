package dev.closeroom.internal

import dev.closeroom.TrtcCallback
import dev.closeroom.TrtcEvent
import dev.closeroom.ZegoCallback
import dev.closeroom.ZegoEvent
import dev.closeroom.core.CoreTrtcCallback
import dev.closeroom.core.CoreTrtcEvent
import dev.closeroom.core.CoreZegoCallback
import dev.closeroom.core.CoreZegoEvent
import dev.closeroom.core.CoreZegoRoomClose
import dev.closeroom.core.CoreZegoRoomLogout
import dev.closeroom.core.CoreZegoStreamClose

internal fun CoreZegoCallback.toPublic() = ZegoCallback(
    appId = appId?.toLong(),
    timestamp = timestamp.saturated(),
    nonce = nonce,
    signature = signature,
    event = event.toPublic(),
    raw = raw,
)

private fun CoreZegoEvent.toPublic(): ZegoEvent = when (this) {
    is CoreZegoEvent.RoomClose -> event.toPublic()
    is CoreZegoEvent.RoomLogout -> event.toPublic()
    is CoreZegoEvent.StreamClose -> event.toPublic()
    is CoreZegoEvent.Other -> ZegoEvent.Other(name)
}

private fun CoreZegoRoomClose.toPublic() = ZegoEvent.RoomClose(
    roomId = roomId,
    roomSessionId = roomSessionId?.decimal(),
    closeReason = closeReason?.exact(),
    roomCloseTime = roomCloseTime?.exact(),
)

private fun CoreZegoRoomLogout.toPublic() = ZegoEvent.RoomLogout(
    roomId = roomId,
    userAccount = userAccount,
    roomSeq = roomSeq?.decimal(),
    userNickname = userNickname,
    sessionId = sessionId,
    loginTime = loginTime?.exact(),
    logoutTime = logoutTime?.exact(),
    reason = reason?.exact(),
    userRole = userRole?.exact(),
    userUpdateSeq = userUpdateSeq?.exact(),
)

private fun CoreZegoStreamClose.toPublic() = ZegoEvent.StreamClose(
    roomId = roomId,
    roomSessionId = roomSessionId?.decimal(),
    userId = userId,
    userName = userName,
    channelId = channelId,
    type = closeType?.exact(),
    streamAlias = streamAlias,
    streamId = streamId,
    streamSid = streamSid,
    streamSeq = streamSeq?.decimal(),
    thirdDefineData = thirdDefineData,
    createTimeMs = createTimeMs?.exact(),
    destroyTimeMs = destroyTimeMs?.exact(),
)

internal fun CoreTrtcCallback.toPublic() = TrtcCallback(
    eventGroupId = eventGroupId.toLong(),
    eventType = eventType.toLong(),
    callbackTs = callbackTs.saturated(),
    event = event?.toPublic() ?: TrtcEvent.Other,
    raw = raw,
)

private fun CoreTrtcEvent.toPublic(): TrtcEvent {
    val kind = TrtcEvent.Kind.entries.firstOrNull { it.stableName == name } ?: return TrtcEvent.Other
    return TrtcEvent.Known(
        kind = kind,
        roomId = roomId.toPublic(),
        eventTs = eventTs?.exact(),
        eventMsTs = eventMsTs?.exact(),
        userId = userId,
        uniqueId = uniqueId,
        role = role?.exact(),
        terminalType = terminalType?.exact(),
        userType = userType?.exact(),
        reason = reason?.exact(),
    )
}
