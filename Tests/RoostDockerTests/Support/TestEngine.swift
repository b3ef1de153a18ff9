import RoostModel
import RoostTestSupport

@testable import RoostDocker

/// An engine of the tests' own, and a way to talk to it.
final class TestEngine: Sendable {
  let engine: Engine
  private let process: EngineProcess

  var socket: String { engine.socket }

  /// Started for the first test that needs it, and ended with this process, whatever ends that.
  static func shared() async throws -> TestEngine {
    let engine = try running.get()
    try await engine.answers()
    return engine
  }

  private static let running = Result { try TestEngine() }

  init(_ options: [String] = []) throws {
    process = try EngineProcess(options)
    engine = Engine(socket: process.socket)
  }

  /// `kill`, `stop` or `start`.
  func tell(_ word: String) throws { try process.tell(word) }

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
