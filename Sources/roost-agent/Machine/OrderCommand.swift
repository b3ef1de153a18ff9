import Glibc
import RoostAgentProtocol

/// `roost-agent orders DEVICE UPPER GROUP`, beside the sandbox of a machine: does what the host says in lines. `copy WORD` is
/// answered with that word and a copy of what was written, while nothing in the sandbox moves. `time NANOSECONDS` sets the
/// clock, which stood still if the machine did.
enum OrderCommand {
  private static let pause = timespec(tv_sec: 0, tv_nsec: 50_000_000)
  private static let longestLine = 256
  /// No record: whoever reads knows that this copy is none.
  private static let failed: [UInt8] = [0, 0, 0, 0]

  /// Returns only when it cannot work.
  static func run(_ arguments: [String]) -> Int32 {
    guard arguments.count == 3, let device = try? Descriptor.open(arguments[0], O_RDWR | O_NONBLOCK | O_NOCTTY) else { return 2 }
    let group = FrozenGroup(path: arguments[2])
    var text = ""
    while true {
      text = String((text + received(from: device)).suffix(longestLine))
      while let end = text.firstIndex(of: "\n") {
        let words = text[..<end].split(separator: " ")
        text = String(text[text.index(after: end)...])
        switch words.count == 2 ? words[0] : "" {
        case "copy": copy(arguments[1], group, String(words[1]), to: PortWriter(device))
        case "time": setClock(UInt64(words[1]) ?? 0)
        default: LastWords.say("roost: not understood: an order of \(words.count) words")
        }
      }
    }
  }

  private static func received(from device: Descriptor) -> String {
    var waiting = pollfd(fd: device.number, events: Int16(POLLIN), revents: 0)
    poll(&waiting, 1, -1)
    guard let bytes = try? device.read(longestLine), !bytes.isEmpty else {
      // Nobody is at the other side.
      var pause = pause
      nanosleep(&pause, nil)
      return ""
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func setClock(_ nanoseconds: UInt64) {
    var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    if clock_settime(CLOCK_REALTIME, &time) != 0 { LastWords.say("roost: the clock was not set") }
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
