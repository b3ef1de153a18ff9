import Glibc
import RoostAgentProtocol

/// The port to whoever made the machine: few words, one line each.
final class ControlPort {
  let device: Descriptor
  private static let pause = timespec(tv_sec: 0, tv_nsec: 50_000_000)

  private init(_ device: Descriptor) { self.device = device }

  static func open() throws(BootFailure) -> ControlPort {
    let path = try GuestPort.path(of: MachinePlaces.controlPort)
    return ControlPort(
      try BootFailure.at(.socket, "opening \(path)") { () throws(SystemFailure) in try Descriptor.open(path, O_RDWR) })
  }

  /// Waits until somebody on the host takes it.
  func say(_ word: MachineWord) {
    do throws(SystemFailure) {
      try device.writeAll(Array(word.line.utf8))
    } catch {
      LastWords.say("roost: the host was not told: \(error.text)")
    }
  }

  /// Waits for an order. A host that goes away may come back, as a daemon does that is upgraded.
  func order() -> MachineOrder {
    var text = ""
    while true {
      if let end = text.firstIndex(of: "\n") {
        if let order = MachineOrder(rawValue: String(text[..<end])) { return order }
        text = String(text[text.index(after: end)...])
        continue
      }
      guard let bytes = try? device.read(64), !bytes.isEmpty else {
        text = ""
        var pause = ControlPort.pause
        nanosleep(&pause, nil)
        continue
      }
      text = String((text + String(decoding: bytes, as: UTF8.self)).suffix(256))
    }
  }
}
