import Glibc
import RoostAgentProtocol

/// `roost-agent orders DEVICE UPPER GROUP`, beside the sandbox of a machine: does what the host says in lines. `copy WORD` is
/// answered with that word and a copy of what was written, while nothing in the sandbox moves. `time NANOSECONDS` sets the
/// clock, which stood still if the machine did, and says so. `names LENGTH` is followed by lines of the hosts file.
enum OrderCommand {
  private static let maximumLength = 1 << 20
  /// No record: whoever reads knows that this copy is none.
  private static let failed: [UInt8] = [0, 0, 0, 0]

  /// Returns only when it cannot work.
  static func run(_ arguments: [String]) -> Int32 {
    guard arguments.count == 3, let device = try? Descriptor.open(arguments[0], O_RDWR | O_NONBLOCK | O_NOCTTY) else { return 2 }
    let (group, reader) = (FrozenGroup(path: arguments[2]), OrderReader(device))
    while true {
      let words = reader.line().split(separator: " ")
      switch words.count == 2 ? words[0] : "" {
      case "copy": copy(arguments[1], group, String(words[1]), to: PortWriter(device))
      case "time": setClock(UInt64(words[1]) ?? 0, PortWriter(device))
      case "names": setNames(length: Int(words[1]) ?? -1, reader)
      default: LastWords.say("roost: not understood: an order of \(words.count) words")
      }
    }
  }

  private static func setNames(length: Int, _ reader: OrderReader) {
    guard (0...maximumLength).contains(length), let names = reader.content(length) else {
      return LastWords.say("roost: names were announced that did not come")
    }
    do throws(SystemFailure) {
      try GuestHosts.replace(names)
    } catch {
      LastWords.say("roost: the hosts file was not changed: \(error.text)")
    }
  }

  private static func setClock(_ nanoseconds: UInt64, _ output: PortWriter) {
    var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    if clock_settime(CLOCK_REALTIME, &time) != 0 { LastWords.say("roost: the clock was not set") }
    // Whoever asked may have gone.
    try? output.write(Array((MachinePlaces.timeAnswer + "\n").utf8))
  }

  private static func copy(_ upper: String, _ group: FrozenGroup, _ word: String, to output: PortWriter) {
    do throws(BootFailure) {
      try BootFailure.at(.files, "answering") { () throws(SystemFailure) in try output.write(Array((word + "\n").utf8)) }
      try BootFailure.at(.files, "stopping what runs") { () throws(SystemFailure) in try group.freeze() }
      defer { group.thaw() }
      try GuestSeal.send(upper, to: output)
    } catch {
      LastWords.say("roost: no copy: \(error.message)")
      try? output.write(failed)
    }
  }
}
