import CRoost
import Foundation
import Testing

/// What something large needed of the executable is not held for ever.
@Suite(.serialized) struct ReleasedMemoryTests {
  /// Kibibytes of the executable's code that are in this process's memory.
  private func code() throws -> Int {
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    var isCode = false
    var sum = 0
    for line in try String(contentsOfFile: "/proc/self/smaps", encoding: .utf8).split(separator: "\n") {
      if line.contains(" r-xp ") || line.contains(" r--p ") || line.contains(" rw-p ") {
        isCode = line.contains(" r-xp ") && line.hasSuffix(program)
      } else if isCode, line.hasPrefix("Rss:") {
        sum += line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      }
    }
    return sum
  }

  @Test func pagesOfTheExecutableAreGivenBack() throws {
    let before = try code()
    roost_release_memory()
    let after = try code()
    #expect(before > 1024)
    #expect(after < before, "\(after) KiB of \(before) KiB")
  }
}
