import Checkout
import Foundation
import RoostModel
import Testing

@testable import RoostDashboard

@Suite("Pages")
struct PageTests {
  private static let fixtures = Checkout().root.appending(path: "Tests/RoostDashboardTests/Fixtures")
  private static let updates = ProcessInfo.processInfo.environment["ROOST_UPDATE_FIXTURES"] != nil

  @Test("Every page is what its file says")
  func goldens() throws {
    for (name, bytes) in try Gallery().all() {
      let file = Self.fixtures.appending(path: "\(name).html")
      if Self.updates { try Data(bytes).write(to: file) }
      let expected = try Data(contentsOf: file)
      #expect(Data(bytes) == expected, "\(name).html differs; ROOST_UPDATE_FIXTURES=1 writes what was found")
    }
  }

  @Test("What others write stays text on every page")
  func hostileTexts() throws {
    var shown = 0
    for (name, bytes) in try Gallery(mock: Mock(foreign: Mock.hostile)).all() {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("<script>"), "\(name)")
      #expect(!text.contains("<img"), "\(name)")
      if text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&gt;&lt;img") { shown += 1 }
    }
    // On fewer pages the text would not have been tried.
    #expect(shown >= 12)
  }

  @Test("No page needs what its policy forbids: no style and no script of its own, nothing from elsewhere")
  func policy() throws {
    for (name, bytes) in try Gallery(mock: Mock(foreign: Mock.hostile)).all() {
      // What stands between quotation marks is a value, whatever it looks like.
      let tags = String(decoding: bytes, as: UTF8.self).matches(of: /<[a-z][^>]*>/).map { String($0.output) }
      #expect(!tags.isEmpty)
      for tag in tags {
        let names = tag.replacing(/"[^"]*"/, with: "")
        #expect(!names.contains(/\s(?:style|on[a-z]+|srcdoc|formaction)\s*=/), "\(name): \(tag)")
        #expect(!names.contains("'") && !names.dropFirst().contains("<"), "\(name): \(tag)")
        #expect(!tag.contains(/(?:href|src|action)="(?!\/|#|https?:\/\/)/), "\(name): \(tag)")
        #expect(!tag.contains(/^<(?:style|iframe|object|embed|base)\b/), "\(name): \(tag)")
        #expect(!tag.hasPrefix("<script") || tag.contains("src=\"/assets/"), "\(name): \(tag)")
      }
    }
  }

  @Test("Elements are closed in the order they were opened, and no identifier is given twice")
  func wellFormed() throws {
    let empty: Set<Substring> = ["meta", "link", "input"]
    for (name, bytes) in try Gallery().all() {
      let text = String(decoding: bytes, as: UTF8.self)
      var open: [Substring] = []
      for match in text.matches(of: /<(\/?)([a-z0-9]+)[^>]*>/) {
        if match.1.isEmpty {
          if !empty.contains(match.2) { open.append(match.2) }
        } else {
          #expect(open.popLast() == match.2, "\(name)")
        }
      }
      #expect(open.isEmpty, "\(name)")
      let ids = text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
      #expect(Set(ids).count == ids.count, "\(name): \(ids)")
    }
  }

  @Test("Every field has a label, every button a word, every page one heading of the first rank")
  func names() throws {
    for (name, bytes) in try Gallery().all() {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.matches(of: /<h1>/).count == 1, "\(name)")
      #expect(text.contains("<html lang=\"en\""))
      let buttons = text.matches(of: /<button([^>]*)>(.*?)<\/button>/.dotMatchesNewlines())
      for button in buttons {
        #expect(button.1.contains("aria-label") || !button.2.contains(/^\s*(?:<|$)/), "\(name): \(button.0)")
      }
      let unlabelled = text.replacing(/<label.*?<\/label>/.dotMatchesNewlines(), with: "").matches(
        of: /<(?:input|select|textarea)[^>]*>/)
      for field in unlabelled { #expect(field.0.contains(/aria-label|type="hidden"/), "\(name): \(field.0)") }
    }
  }

  @Test("A hundred apps are one page of less than 60 kB")
  func size() {
    let states = AppState.allCases
    let apps = (0..<100).map { index in
      let app = Mock().app("customer-app-\(index)", index % 9 == 0 ? states[index / 9 % states.count] : .running, restarts: 2)
      return Mock().row(app, requests: 1200 + index * 977, seed: index)
    }
    let page = OverviewPage(apps: apps, runtimes: Mock().runtimes, machine: Mock().machine)
    let bytes = Document(page, in: Mock.frame).bytes
    #expect(bytes.count < 60_000, "\(bytes.count) bytes")
    #expect(bytes.count > 20_000)
  }

  @Test("What cannot be undone says what happens and asks for the name")
  func confirmations() throws {
    let pages = Dictionary(uniqueKeysWithValues: try Gallery().all().map { ($0.0, String(decoding: $0.1, as: UTF8.self)) })
    let removal = try #require(pages["app-settings"])
    #expect(removal.contains("pattern=\"shop\"") && removal.contains("is deleted, too"))
    let runtime = try #require(pages["runtime"])
    #expect(runtime.contains("pattern=\"nodejs[@]22[.]12[.]0\"") && runtime.contains("2 apps depend on Node.js"))
    #expect(runtime.contains(">shop</a> will stop") && runtime.contains(">docs</a> could not start"))
    #expect(runtime.contains("Stop apps and remove nodejs@22.12.0") && runtime.contains(">Cancel</a>"))
  }

  @Test("A plan is shown with what decided it, and what is missing with its size and a way to have it")
  func drafts() throws {
    let pages = Dictionary(uniqueKeysWithValues: try Gallery().all().map { ($0.0, String(decoding: $0.1, as: UTF8.self)) })
    let missing = try #require(pages["draft-missing"])
    for words in [
      "package.json:7 engines.node", "31.0 MB to fetch", "Install Node.js", "Install and deploy", "DATABASE_URL", "Not installed",
    ] {
      #expect(missing.contains(words), "\(words)")
      #expect(
        words.hasPrefix("Install") || words.hasSuffix("fetch") || words.hasPrefix("Not")
          || pages["draft"]?.contains(words) == true)
    }
    #expect(missing.contains("name=\"installs\"") && pages["draft"]?.contains("name=\"installs\"") == false)
    #expect(pages["draft"]?.contains("shop is there already: this is its release 15") == true)
    #expect(
      pages["draft-ambiguous"]?.contains("Run as flask") == true && pages["draft-ambiguous"]?.contains("Run as node") == true)
  }

  @Test("What has to be written to confirm is a pattern as browsers read it", arguments: ["my-app", "a@1.2", "x/[y]|(z)^\\"])
  func patterns(name: String) throws {
    let pattern = Confirmation.pattern(name)
    #expect(try Regex(pattern).wholeMatch(in: name) != nil, "\(pattern)")
    #expect(!pattern.contains(/\[[()\[\]{}\/\-|]\]/), "\(pattern)")
  }

  @Test("A site is shown without what only a process has")
  func site() throws {
    let pages = Dictionary(uniqueKeysWithValues: try Gallery().all().map { ($0.0, String(decoding: $0.1, as: UTF8.self)) })
    for word in ["Processor", ">Port<", ">Memory<"] {
      #expect(pages["app"]?.contains(word) == true, "\(word)")
      #expect(pages["app-site"]?.contains(word) == false, "\(word)")
    }
  }

  @Test("The value of a secret is on no page")
  func secrets() throws {
    let page = try #require(try Gallery().all().first { $0.0 == "app-variables" })
    let text = String(decoding: page.1, as: UTF8.self)
    #expect(text.contains("••••••••") && text.contains("DATABASE_URL"))
  }
}
