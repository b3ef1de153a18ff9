import RoostModel
import Testing

@testable import RoostDocker

@Suite struct ProgressLinesTests {
  private let text = """
    {"status":"Downloading","id":"abc","progressDetail":{"current":3,"total":9}}\r
    {"stream":"Step 1/2"}

    {"errorDetail":{"message":"no"},"error":"no"}
    """

  @Test(arguments: [1, 2, 7, 1000]) func anySplitOfTheBytesGivesTheSameDocuments(_ size: Int) throws {
    var lines = ProgressLines()
    var found: [EngineProgress] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      found += try lines.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    found += try lines.finish()
    #expect(found.map(\.status) == ["Downloading", nil, nil])
    #expect(found.first?.progressDetail == EngineProgress.Detail(current: 3, total: 9))
    #expect(found.last?.error == "no")
  }

  @Test func whatIsNoDocumentEndsIt() {
    var lines = ProgressLines()
    #expect(throws: Problem.self) { try lines.append(Array("<html>\n".utf8)) }
  }

  @Test func aLineWithoutEndEndsIt() {
    var lines = ProgressLines()
    #expect(throws: Problem.self) { try lines.append([UInt8](repeating: UInt8(ascii: "x"), count: 2 << 20)) }
  }
}
