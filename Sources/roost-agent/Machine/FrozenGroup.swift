import Glibc

/// A control group whose processes can be made to stand still.
struct FrozenGroup {
  /// Of its directory.
  let path: String

  private static let pause = timespec(tv_sec: 0, tv_nsec: 1_000_000)
  private static let attempts = 10_000

  /// Returns when none of them moves.
  func freeze() throws(SystemFailure) {
    try set("1")
    for _ in 0..<FrozenGroup.attempts {
      let events = try Descriptor.open(path + "/cgroup.events", O_RDONLY).read(256)
      if String(decoding: events, as: UTF8.self).contains("frozen 1") { return }
      var pause = FrozenGroup.pause
      nanosleep(&pause, nil)
    }
    thaw()
    throw SystemFailure(ETIMEDOUT)
  }

  func thaw() {
    do throws(SystemFailure) {
      try set("0")
    } catch {
      LastWords.say("roost: what runs stands still: \(error.text)")
    }
  }

  private func set(_ value: String) throws(SystemFailure) {
    try Descriptor.open(path + "/cgroup.freeze", O_WRONLY).writeAll(Array(value.utf8))
  }
}
