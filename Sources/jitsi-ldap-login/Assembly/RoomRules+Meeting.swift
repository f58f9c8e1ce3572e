internal import JitsiToken
internal import Login

extension RoomRules {
    /// What holds for the room of a meeting. Where all rooms are in one tenant (JaaS) the meeting names none.
    func rule(for meeting: MeetingAddress) -> RoomRule {
        entries.isEmpty ? otherwise : rule(tenant: meeting.tenant?.matched, room: meeting.room.matched)
    }
}
