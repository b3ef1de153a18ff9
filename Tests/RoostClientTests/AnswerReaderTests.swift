import RoostModel
import Testing

@testable import RoostClient

@Suite struct AnswerReaderTests {
  private let here = DaemonPlace.socket("/s")

  @Test func anAnswerOfAnotherVersionIsNamedSo() {
    let problem = #expect(throws: Problem.self) { try AnswerReader.decode([AppSummary].self, from: Array("{}".utf8), at: here) }
    #expect(problem?.code == .connectionLost)
    #expect(problem?.message.contains(RoostVersion.current) == true)
  }

  @Test func aFailureWithoutAProblemKeepsWhatItSaid() {
    let problem = AnswerReader.problem(from: Array("<html>".utf8), status: 502, at: here)
    #expect(problem.message.contains("502"))
    #expect(problem.cause == "<html>")
    #expect(AnswerReader.problem(from: [], status: 500, at: here).cause == nil)
  }
}
