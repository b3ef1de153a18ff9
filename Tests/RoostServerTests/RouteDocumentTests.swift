import Checkout
import DaemonFixture
import Hummingbird
import Testing

@testable import RoostServer

@Suite struct RouteDocumentTests {
  private let documented: Set<String>
  private let offered: Set<String>

  init() throws {
    let text = try #require(try Checkout().textFiles(in: ["docs/api.md"]).first).text
    documented = Set(text.matches(of: /`((?:GET|POST|PUT|DELETE) \/[^`]*)`/).map { String($0.1) })
    let router = APIRouter.make(.refusing, runner: OperationRunner())
    // What is said of `HEAD` is said of all.
    offered = Set(
      router.routes.filter { $0.method != .head }.map { route in
        // `GET /api/v1/apps/:name`
        let segments = "\(route)".split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
        return segments.joined(separator: "/").replacing(" /", with: " ").replacing(" ", with: " /")
      })
  }

  @Test func everyRouteIsDocumented() { #expect(offered.subtracting(documented).sorted() == []) }

  @Test func everythingDocumentedIsThere() {
    #expect(documented.subtracting(offered).sorted() == [])
    #expect(documented.count > 30)
  }
}
