import RoostModel

/// What a command on a host came to.
struct SSHAnswer: Sendable {
  var status: ExitReason
  /// What the script wrote; `nil` when it did not begin.
  var output: [UInt8]?
  var errors: String

  var text: String { String(decoding: output ?? [], as: UTF8.self) }

  /// What `ssh` itself ends with when it could not do its work; our scripts end otherwise.
  var isFaultOfConnection: Bool { status == .exited(255) || output == nil }
}
