import Foundation
import Glibc
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostDocker

/// A real `dockerd` of the tests' own: its files below a scratch directory, its network, processes and mounts in namespaces
/// that end with it. It never touches the machine's own engine.
final class TestEngine: Sendable {
  let home: FilePath
  let engine: Engine
  private let input: OwnedDescriptor
  private let pid: pid_t

  var socket: String { engine.socket }

  /// Started for the first test that needs it, and ended with this process, whatever ends that.
  static func shared() async throws -> TestEngine {
    let engine = try running.get()
    try await engine.answers()
    return engine
  }

  private static let running = Result { try TestEngine() }

  init(_ options: [String] = []) throws {
    // An overlay on an overlay does not work: the disk of the machine, whatever the scratch directory is on.
    home = FilePath("/var/tmp/roost-test-engine-\(getpid())-\(UInt32.random(in: .min ... .max))")
    try DirectoryCreation.ensure(home, mode: 0o711)
    engine = Engine(socket: home.appending("engine.sock").string)
    let script = FilePath(#filePath).removingLastComponent().appending("engine.sh")
    let arguments = [
      "unshare", "--fork", "--pid", "--mount-proc", "--net", "--mount", "bash", script.string, home.string,
    ]
    (pid, input) = try HeldCommand.start("/usr/bin/env", ["env"] + arguments + options)
  }

  deinit { try? DirectoryRemoval.removeNow(home) }

  /// `kill`, `stop` or `start`.
  func tell(_ word: String) throws {
    let line = Array("\(word)\n".utf8)
    guard write(input.number, line, line.count) == line.count else { throw Problem.lastSystemCall("tell the engine to \(word)") }
  }

  func answers() async throws {
    var last: Problem?
    do {
      try await eventually(within: .seconds(40), "the engine answers") {
        do throws(Problem) {
          try await engine.ping()
          return true
        } catch {
          last = error
          return false
        }
      }
    } catch {
      throw last ?? Problem.unexpected(error, during: "starting the engine of the tests")
    }
  }
}
