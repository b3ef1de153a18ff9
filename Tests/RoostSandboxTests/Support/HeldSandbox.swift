import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import SystemPackage

/// A sandbox that another process has booted and holds.
struct HeldSandbox {
  let environment: EnvironmentID
  let daemon: Int32
  /// Processes inside, as the host sees them.
  let lasting: Int32
  let short: Int32
  private let running: Process

  static func start(_ fixture: SandboxFixture, seconds: Int? = nil) async throws -> HeldSandbox {
    let running = Process()
    running.executableURL = URL(fileURLWithPath: SandboxFixture.probe.string)
    running.arguments =
      [fixture.home.string, SandboxFixture.agent.string, fixture.base.string, "hold"] + (seconds.map { ["\($0)"] } ?? [])
    let output = Pipe()
    running.standardOutput = output
    try running.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard line.count == 3, let environment = EnvironmentID(String(line[0])), let lasting = Int32(line[1]),
      let short = Int32(line[2])
    else { throw Problem(.internal, "the probe said \(line)", hint: "see the test") }
    return HeldSandbox(
      environment: environment, daemon: running.processIdentifier, lasting: lasting, short: short, running: running)
  }

  /// As a crash would, without a chance to clean up.
  func kill() {
    Glibc.kill(daemon, SIGKILL)
    running.waitUntilExit()
  }
}
