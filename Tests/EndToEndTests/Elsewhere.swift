import RoostModel
import RoostTestSupport
import Testing

/// The life of an app that does not run in a sandbox of this machine.
struct Elsewhere {
  let roost: RoostFixture
  let target: String

  /// Deploys it, asks it, reads its output, and deploys it again while it is asked: it answers `second` in the end.
  func live(as name: String) async throws {
    let directory = try roost.project(name, Projects.hello("first"))
    let first = try await roost.roost("deploy", directory, "--on", target, "--yes")
    #expect(first.status == 0, "\(first.errors)\(first.output)")
    #expect(try await roost.get(name).body == "first")
    #expect(try await roost.getByHost(name).body == "first")
    try await eventually("its output is there") {
      try await roost.roost("app", "logs", name).output.contains("request /")
    }
    _ = try roost.project(name, Projects.hello("second"))
    // Without saying where again.
    let second = try roost.start(["deploy", directory])
    var answers: [String] = []
    while second.isRunning {
      let answer = try await roost.get(name)
      #expect(answer.status == 200)
      answers.append(answer.body)
    }
    #expect(await second.finish().status == 0)
    #expect(answers.contains("first"))
    #expect(try await roost.get(name).body == "second")
  }
}
