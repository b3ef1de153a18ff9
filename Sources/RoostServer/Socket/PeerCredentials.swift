/// Who is at the other end of a unix socket, as the kernel recorded it at connect(2): the `ucred` of unix(7), whose
/// layout this must have.
struct PeerCredentials: Sendable, Equatable {
  var processID: Int32 = 0
  var userID: UInt32 = .max
  var groupID: UInt32 = .max
}
