import RoostModel
import Testing

@testable import RoostClient

@Suite struct LineSplitterTests {
  private func lines(_ pieces: [String], limit: Int = 100) throws -> [String] {
    var splitter = LineSplitter(limit: limit)
    return try pieces.flatMap { try splitter.append($0.utf8) }.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func cutsAnywhere() throws {
    #expect(try lines(["{\"a\"", ":1}\n{}", "\n"]) == ["{\"a\":1}", "{}"])
    #expect(try lines(["a\nb\nc\n"]) == ["a", "b", "c"])
    #expect(try lines(["unfinished"]) == [])
  }

  @Test func heartbeatsAreNoLines() throws { #expect(try lines(["\n\na\n\n"]) == ["a"]) }

  @Test func aLineWithoutEndIsAProblem() throws {
    #expect(try lines([String(repeating: "x", count: 5) + "\n"], limit: 5) == ["xxxxx"])
    let problem = #expect(throws: Problem.self) { try lines(["xxx", "xxx"], limit: 5) }
    #expect(problem?.code == .connectionLost)
  }
}
