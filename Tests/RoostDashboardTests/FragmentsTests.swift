import RoostModel
import Testing

@testable import RoostDashboard

/// Of a page that changed, what changed is sent.
@Suite("Fragments of a page")
struct FragmentsTests {
  private func row(_ name: String, _ word: String) -> HTML { Tag.tr(.id(name)) { Tag.td { word } } }

  private func page(_ rows: [(String, String)], head: String = "head", foot: String = "foot") -> Fragments {
    Fragments(
      HTML.joined([
        Tag.header(.id("title")) { Tag.h1 { head } },
        Tag.section(.id("list")) {
          Tag.h2 { "List" }
          Tag.table { Tag.tbody { for (name, word) in rows { row(name, word) } } }
        },
        Tag.p { foot },
      ]))
  }

  private let old = [("a", "one"), ("b", "two")]

  @Test("A row that changed is sent alone")
  func row() {
    let changes = page([("a", "one"), ("b", "three")]).changes(since: page(old).seen)
    #expect(changes.map(\.id) == ["b"] && changes[0].html == "\n<tr id=\"b\"><td>three</td></tr>")
  }

  @Test("What did not change is not sent")
  func nothing() { #expect(page(old).changes(since: page(old).seen).isEmpty) }

  @Test("Several parts are sent each for itself")
  func several() {
    let changes = page([("a", "1"), ("b", "2")], head: "other").changes(since: page(old).seen)
    #expect(changes.map(\.id) == ["title", "a", "b"])
  }

  @Test("What holds a part that is new, gone or in another place is sent with it")
  func structure() {
    let seen = page(old).seen
    #expect(page([("b", "two"), ("a", "one")]).changes(since: seen).map(\.id) == ["list"])
    #expect(page([("a", "one"), ("c", "two")]).changes(since: seen).map(\.id) == ["list"])
    // Of another number it cannot be told what is which.
    #expect(page([("a", "one")]).changes(since: seen).map(\.id) == ["main"])
  }

  @Test("What is in no part is sent with everything")
  func rest() { #expect(page(old, foot: "x").changes(since: page(old).seen).map(\.id) == ["main"]) }

  @Test(
    "Who says nothing sensible of what was seen gets everything", arguments: ["", "0", "zzzzzz", "000000", "é", "-00001000000"])
  func unknown(seen: String) { #expect(page(old).changes(since: seen).map(\.id) == ["main"]) }

  @Test("A change of one app is a row of the overview, however many there are")
  func overview() throws {
    func fragments(_ state: AppState) -> Fragments {
      let apps = (0..<100).map { Mock().row(Mock().app("app-\($0)", $0 == 42 ? state : .running)) }
      return Document(AppsPage(apps: apps), in: Mock.frame).fragments
    }
    let changes = fragments(.stopped).changes(since: fragments(.running).seen)
    #expect(changes.map(\.id) == ["app-app-42"])
    #expect(try #require(changes.first).html.utf8.count < 1000)
  }

  @Test("A newer point of a chart is that chart")
  func charts() {
    func fragments(_ requests: Int) -> Fragments {
      var metrics = Mock().metrics
      metrics.points[0].successful += requests
      return Document(AppPage(detail: Mock().detail(Mock().app()), metrics: metrics), in: Mock.frame).fragments
    }
    #expect(fragments(1).changes(since: fragments(0).seen).map(\.id) == ["chart-requests"])
  }

  @Test("A page says what it shows only where it can be asked again")
  func seen() {
    func text(_ page: some Page, _ isLive: Bool) -> String {
      var frame = Mock.frame
      frame.isLive = isLive
      return String(decoding: Document(page, in: frame).bytes, as: UTF8.self)
    }
    #expect(text(AppsPage(apps: []), true).contains("data-seen=\""))
    #expect(!text(AppsPage(apps: []), false).contains("data-seen"))
    #expect(!text(MissingPage(), true).contains("data-seen"))
  }
}
