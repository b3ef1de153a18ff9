import DaemonFixture
import HTTPTypes
import RoostModel
import Testing

@testable import RoostServer

@Suite("Files of apps") struct AppFileRouteTests {
  private static func operations(_ content: [UInt8]) -> DaemonOperations {
    var operations = DaemonOperations.refusing
    operations.files.open = { (_, _, path) throws(Problem) in
      guard path != .root else { throw Problem(.fileNotFound, "no file", hint: "roost files APP") }
      return StoredFile(size: UInt64(content.count)) { (offset, count) throws(Problem) in
        Array(content.dropFirst(Int(offset)).prefix(count))
      }
    }
    operations.files.list = { (_, tree, path, from) throws(Problem) in
      guard path == .root else { throw Problem(.fileNotFound, "no directory", hint: "roost files APP") }
      return AppFileListing(tree: tree, path: path.text, release: 1, entries: [], total: from, next: nil)
    }
    operations.apps.detail = { (name) throws(Problem) in
      let summary = AppSummary(
        name: name, type: .node, state: .running, release: 1, urls: [], pid: nil, startedAt: nil, restarts: 0)
      return AppDetail(
        summary: summary, plan: nil, releases: [], layers: [], dataDirectory: "/d", lastExit: nil, problem: nil)
    }
    return operations
  }

  private static func router(_ scope: AccessScope, _ content: [UInt8] = Array("hello\n".utf8)) -> AskedRouter {
    AskedRouter(AccessActor(kind: .token, name: "t", id: 1, scope: scope), operations(content))
  }

  @Test(
    "What an app keeps and what holds secrets is for those who may deploy",
    arguments: [
      ("tree=data&path=/notes.txt", 403), ("tree=code&path=/.env", 403), ("path=/certs/server.key", 403),
      ("path=/.git/config", 403),
      ("tree=code&path=/index.js", 200), ("path=/.env.example", 200), ("tree=build&path=/dist/a.js", 200),
    ])
  func secrets(query: String, status: Int) async throws {
    let path = "apps/shop/files/content?\(query)"
    #expect(try await Self.router(.read).ask(.get, path).status == status, "\(query)")
    #expect(try await Self.router(.deploy).ask(.get, path).status == 200, "\(query)")
    let bearer = ["authorization": "Bearer x"]
    #expect(try await Self.router(.read).page("/apps/shop/files/content?\(query)", with: bearer).status == status)
    let page = try await Self.router(.read).page("/apps/shop/files?\(query)", with: bearer)
    #expect(page.status == 200 && page.text.contains("Not shown to you") == (status == 403))
    #expect(page.text.contains("hello") == (status == 200))
  }

  @Test(
    "No path leads out",
    arguments: [
      "path=..", "path=/../etc/passwd", "path=%2e%2e/x", "path=/a/%2e%2e/b", "path=/a//b", "path=%00", "path=/a%00b", "tree=root",
      "tree=..", "from=-1", "from=x",
    ])
  func traversal(query: String) async throws {
    for path in ["apps/shop/files?\(query)", "apps/shop/files/content?\(query)"] {
      let answer = try await Self.router(.admin).ask(.get, path)
      #expect(answer.status == 400 && answer.code == "usage.invalid", "\(path): \(answer.text)")
    }
  }

  @Test("A number beyond all entries is taken for the last one that there may be")
  func numbers() async throws {
    var operations = Self.operations([])
    operations.files.list = { (_, tree, path, from) throws(Problem) in
      let entry = FileEntry(name: "index.js", kind: .file, size: 1, mode: 0o644, modified: 1)
      return AppFileListing(tree: tree, path: path.text, release: 1, entries: from > 100 ? [] : [entry], total: 3, next: nil)
    }
    let router = AskedRouter(AccessActor(kind: .token, name: "t", id: 1, scope: .read), operations)
    for from in ["9223372036854775807", "9223372036854775806", "2147483648", "1"] {
      #expect(try await router.ask(.get, "apps/shop/files?from=\(from)").status == 200)
      #expect(try await router.page("/apps/shop/files?from=\(from)", with: ["authorization": "Bearer x"]).status == 200)
    }
  }

  @Test(
    "A file is something to save, never a page of ours",
    arguments: ["<script>alert(1)</script>", "\u{0}\u{1}binary", ""])
  func headers(content: String) async throws {
    let name = "a\"b\r\nset-cookie: x;<é>.html"
    let answer = try await Self.router(.deploy, Array(content.utf8)).ask(
      .get, "apps/shop/files/content?path=/\(PathSegment.encode(name))")
    #expect(answer.status == 200 && answer.text == content)
    #expect(answer.fields[.contentType] == "application/octet-stream" && answer.fields[.setCookie] == nil)
    #expect(
      answer.fields[.contentDisposition]
        == "attachment; filename*=UTF-8''a%22b%0D%0Aset-cookie%3A%20x%3B%3C%C3%A9%3E.html")
    #expect(answer.fields[.xContentTypeOptions] == "nosniff")
  }

  @Test("Text is told from what is none, though its end is cut")
  func text() {
    let words = Array("größe".utf8)
    #expect(FileText.isText(words) && FileText.isText(Array(words.prefix(3))) && FileText.isText([]))
    #expect(!FileText.isText([0x66, 0, 0x66]) && !FileText.isText([0xFF, 0xFE, 0xFD, 0xFC, 0x61, 0x62, 0x63, 0x64]))
  }

  @Test("A file that is too large is refused with the way to get it")
  func large() async throws {
    var operations = Self.operations([])
    operations.files.open = { (_, _, _) throws(Problem) in
      StoredFile(size: AppFilePlace.longestFile.bytes + 1) { (_, _) throws(Problem) in [] }
    }
    let router = AskedRouter(AccessActor(kind: .token, name: "t", id: 1, scope: .deploy), operations)
    let answer = try await router.ask(.get, "apps/shop/files/content?path=/big")
    #expect(answer.status == 501 && answer.text.contains("roost export shop"))
  }
}
