import Foundation
import RoostAgentProtocol
import Testing

@Suite("processes", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct ProcessTestsSerial {
  @Test func exitCodeAndBothStreams() throws {
    try Sandbox.with { sandbox in
      let ended = try sandbox.run("echo out; echo err >&2; exit 7")
      #expect(ended.reason == .exited(7))
      #expect(ended.output == "out\n")
      #expect(ended.errors == "err\n")
    }
  }
}
