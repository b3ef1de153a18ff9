import Foundation

enum HostProcesses {
  /// Processes of this host whose command line holds `text`, this one aside.
  static func holding(_ text: String) -> [Int] {
    let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { Int($0) } ?? []
    return numbers.filter { number in
      guard number != Int(ProcessInfo.processInfo.processIdentifier),
        let line = FileManager.default.contents(atPath: "/proc/\(number)/cmdline")
      else { return false }
      return line.range(of: Data(text.utf8)) != nil
    }
  }
}
