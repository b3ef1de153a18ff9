import RoostModel
import Testing

@testable import RoostDashboard
@testable import RoostServer

@Suite("Forms and work") struct FormFieldsTests {
  @Test("Fields are decoded as browsers encode them") func decoding() throws {
    let fields = try FormFields("name=a+b&value=%26%3D%2B%C3%A9&runtime=x&runtime=y&empty=&flag=true&=z&alone")
    #expect(fields["name"] == "a b" && fields["value"] == "&=+é" && fields.all("runtime") == ["x", "y"])
    #expect(fields["empty"] == nil && fields["alone"] == nil && fields.isSet("flag") && !fields.isSet("name"))
    #expect(throws: Problem.self) { try fields.required("empty") }
  }

  @Test("What is no encoded text is refused", arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", "%ff=a"])
  func malformed(text: String) {
    #expect(throws: Problem.self) { try FormFields(text) }
  }

  @Test(
    "Only a path of these pages is gone on to",
    arguments: [
      "//a", "/\\a", "http://a", "javascript:f()", "", "/a b", "/a\r\nset-cookie: x", "/é",
    ])
  func paths(path: String) {
    #expect(PageAnswer.path(path) == nil)
    #expect(PageAnswer.path("/apps/shop") == "/apps/shop")
  }

  @Test("Work is told while it goes on and after it ended; old work is forgotten") func works() async throws {
    let runner = OperationRunner(limit: 300)
    let works = WorkBook(runner: runner)
    let problem = Problem(.diskFull, "no space", hint: "roost doctor")
    let (ended, end) = AsyncStream<Void>.makeStream()
    let good = try works.begin("Good", then: .apps) { (sink) async throws(Problem) in
      for done in 0..<900 { sink(.transfer("nodejs", done: ByteCount(UInt64(done)), total: nil)) }
      for _ in 0..<900 { sink(.output("line")) }
    }
    _ = try works.begin("Bad", then: .apps) { (_) async throws(Problem) in
      defer { end.yield() }
      throw problem
    }
    #expect(good == .work(1))
    guard case .underWay = try works.page(1).outcome else { throw problem }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await runner.run() }
      for await _ in ended { break }
      while case .underWay = try works.page(1).outcome { await Task.yield() }
      while case .underWay = try works.page(2).outcome { await Task.yield() }
      group.cancelAll()
    }
    guard case .done(.apps) = try works.page(1).outcome, case .failed(let found) = try works.page(2).outcome else {
      throw problem
    }
    let events = try works.page(1).events
    #expect(found == problem && events.count == WorkBook.mostEvents)
    let others = WorkBook(runner: OperationRunner(limit: 300))
    for _ in 0...WorkBook.mostKept { _ = try others.begin("More", then: .apps) { (_) async throws(Problem) in } }
    #expect(throws: Problem.self) { try others.page(1) }
    #expect(try others.page(2).title == "More")
  }
}
