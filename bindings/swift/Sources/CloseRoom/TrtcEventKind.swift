extension Trtc {
    /// The events of groups 1 and 2, named after the documents' `EVENT_TYPE_…`.
    ///
    /// A minor version may add cases: let a `switch` have a `default`.
    public enum EventKind: String, Sendable, CaseIterable {
        /// 101: the room was created.
        case createRoom = "create_room"
        /// 102: the room was dismissed. Why is not said.
        case dismissRoom = "dismiss_room"
        /// 103: a user entered.
        case enterRoom = "enter_room"
        /// 104: a user left.
        case exitRoom = "exit_room"
        /// 105: a user changed roles.
        case changeRole = "change_role"
        /// 201: a user began to send video.
        case startVideo = "start_video"
        /// 202: a user ceased to send video. Not sent when the user leaves.
        case stopVideo = "stop_video"
        /// 203: a user began to send audio.
        case startAudio = "start_audio"
        /// 204: a user ceased to send audio. Not sent when the user leaves.
        case stopAudio = "stop_audio"
        /// 205: a user began to send the sub-stream.
        case startAssist = "start_assist"
        /// 206: a user ceased to send the sub-stream. Not sent when the user leaves.
        case stopAssist = "stop_assist"
    }
}
