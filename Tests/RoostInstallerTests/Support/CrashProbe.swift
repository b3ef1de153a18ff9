import Foundation
import InstallerFixture
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// The probe that installs and kills itself, as a process of its own.
struct CrashProbe {
  enum Fuse: String { case event, moment }

  var home: FilePath
  var index: String
  var scenario: CrashScenario
  var fuse = Fuse.moment
  /// 0 lets it live.
  var number = 0
  var microseconds = 0

  /// Answers with what it wrote; the last line is `ended` when it was not killed.
  @discardableResult
  func run() async throws -> [Substring] {
    let tests = FilePath(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let probe = tests.removingLastComponent().appending("installer-crash-probe")
    let arguments = [home.string, index, scenario.rawValue, fuse.rawValue, "\(number)", "\(microseconds)"]
    let result = try await ExternalCommand(probe.string, arguments).run()
    let lines = result.standardOutput.split(separator: "\n")
    #expect(result.status == .signaled(SIGKILL) || lines.last == "ended", "\(result)")
    return lines
  }
}
