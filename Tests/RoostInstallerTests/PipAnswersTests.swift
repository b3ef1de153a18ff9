import Foundation
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

@Suite struct PipAnswersTests {
  /// Calls `body` with a pip that notes down what it is asked, and answers `answer` to `config list`.
  private func withPip(
    _ answer: String, _ body: (PipAnswers, () throws -> [String]) async throws -> Void
  ) async throws {
    try await withScratch { scratch in
      let (tool, log) = (scratch.appending("python3"), scratch.appending("asked"))
      let script = "#!/bin/sh\necho \"$3\" >>'\(log)'\ncase \"$3\" in config) \(answer) ;; esac\n"
      try script.write(toFile: tool.string, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool.string)
      try await body(PipAnswers(variables: ["PATH": "\(scratch):/usr/bin:/bin"])) {
        try String(contentsOfFile: log.string, encoding: .utf8).split(separator: "\n").map(String.init)
      }
    }
  }

  @Test func severalWhoAskTogetherShareOneAnswer() async throws {
    try await withPip("echo \"global.index-url='http://index.example/simple'\"") { pip, asked in
      let found = try await withThrowingTaskGroup(of: PipSettings.self) { group in
        for _ in 0..<5 { group.addTask { try await pip.settings() } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(found.map(\.indexes) == Array(repeating: ["http://index.example/simple"], count: 5))
      let questions = try asked().filter { $0 == "config" }
      #expect(questions.count == 1)
    }
  }

  @Test func aFailureIsNoAnswer() async throws {
    try await withPip("exit 1") { pip, asked in
      for _ in 0..<2 {
        let found = await problem { try await pip.settings() }
        #expect(found?.code == .toolFailed)
      }
      let questions = try asked().filter { $0 == "config" }
      #expect(questions.count == 2)
    }
  }
}
