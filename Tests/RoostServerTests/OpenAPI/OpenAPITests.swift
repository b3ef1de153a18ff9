import DaemonFixture
import Foundation
import HTTPTypes
import RoostModel
import Testing

@testable import RoostServer

@Suite struct OpenAPITests {
  private static let reader = AccessActor(kind: .token, name: "ci", id: 1, scope: .read)
  private typealias Object = [String: Any]

  private func document(_ router: AskedRouter) async throws -> Object {
    let answer = try await router.ask(.get, "openapi.json")
    #expect(answer.status == 200 && answer.fields[.contentType] == "application/json")
    return try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? Object)
  }

  @Test func itSaysWhatEveryRouteIsAndNeeds() async throws {
    let router = AskedRouter(OpenAPITests.reader)
    let document = try await document(router)
    #expect(document["openapi"] as? String == "3.1.0")
    let paths = try #require(document["paths"] as? [String: [String: Object]])
    #expect(paths.values.map(\.count).reduce(0, +) == router.entries.count)
    for entry in router.entries {
      let operation = try #require(paths[OpenAPIDocument.path(entry)]?[OpenAPIDocument.method(entry)])
      #expect(operation["x-roost-action"] as? String == entry.action.rawValue)
      let takesBody = operation["requestBody"] != nil
      if case .nothing = entry.form?.takes ?? .nothing {
        #expect(!takesBody, "\(entry.path)")
      } else {
        #expect(takesBody, "\(entry.path)")
      }
      let parameters = try #require(operation["parameters"] as? [Object])
      let inPath = parameters.filter { $0["in"] as? String == "path" }.compactMap { $0["name"] as? String }
      #expect(inPath.count == entry.path.count { $0 == ":" })
      for name in inPath { #expect(OpenAPIDocument.path(entry).contains("{\(name)}")) }
    }
    let names = paths.values.flatMap(\.values).compactMap { $0["operationId"] as? String }
    #expect(Set(names).count == router.entries.count)
  }

  /// A type that encodes itself otherwise than it decodes itself is described wrongly.
  @Test func whatIsEncodedIsWhatIsDescribed() throws {
    let entries = APIRouter.compose(.refusing, runner: OperationRunner()).table.entries
    for requests in [true, false] {
      let book = SchemaBook()
      book.takesNull = requests
      for entry in entries { for model in entry.form?.models ?? [] { _ = try book.schema(of: model) } }
      let check = SchemaCheck(components: try OpenAPITests.object(book.components))
      #expect(book.learnt.count > 100)
      for (name, example) in book.learnt {
        let example = try #require(example as? any Encodable, "\(name)")
        let schema = try #require(check.components[name] as? Object)
        #expect(check.faults(in: try OpenAPITests.json(example), schema) == [], "\(name)")
      }
    }
  }

  /// With everything that may be there.
  @Test func fullValuesAreWhatIsDescribed() throws {
    let shop = try AppName("shop")
    let (nodejs, book) = (try #require(RuntimeID("nodejs")), SchemaBook())
    let values: [any Codable & Sendable] =
      [
        Sample.detail(shop), Sample.result(shop), Sample.plan(nodejs), Sample.safety, Sample.why(nodejs), Sample.outdated(nodejs),
        Sample.versions(nodejs), Sample.strategy, Sample.profile("web"), Sample.transaction(3), Sample.bundle, Sample.event(7),
        Sample.runtime(nodejs), Sample.line(1),
      ] + OpenAPITests.choices
    for value in values {
      let schema = try OpenAPITests.object(["schema": try book.schema(of: type(of: value))])["schema"] as? Object
      let check = SchemaCheck(components: try OpenAPITests.object(book.components))
      #expect(check.faults(in: try OpenAPITests.json(value), try #require(schema)) == [], "\(type(of: value))")
    }
  }

  /// Each way in which types that describe themselves can be.
  private static let choices: [any Codable & Sendable] = [
    ProgressEvent.stage("a", detail: "b"), ProgressEvent.transfer("a", done: ByteCount(1), total: nil),
    ProgressEvent.transfer("a", done: ByteCount(1), total: ByteCount(2)), ProgressEvent.output("x"), ProgressEvent.warning("x"),
    ProgressEvent.finished("a", seconds: 0.5), ExitReason.exited(3), ExitReason.signaled(9), ExitReason.outOfMemory,
    ExitReason.timedOut, ExitReason.destroyed, ExitReason.lost, StartMode.command("a", decidedBy: Evidence(says: "b")),
    StartMode.files(directory: ".", singlePage: true), FileChange.watching(path: "/"), FileChange.created(path: "/a"),
    FileChange.changed(path: "/a"), FileChange.removed(path: "/a"), FileChange.overflow, DeploySource.directory("/a"),
    DeploySource.archive(DeploySource.Archive(path: "/a.zip")), DeploySource.url(DeploySource.Web(url: "https://example.com/a")),
    DeploySource.git(DeploySource.Git(url: "https://example.com/a.git", submodules: true)), EnvironmentImage.reference("node:22"),
    EnvironmentImage.dockerfile(context: "/a", file: "Dockerfile"), NetworkPolicy.none, NetworkPolicy.outbound,
  ]

  private static func json(_ value: any Encodable) throws -> Any {
    try JSONSerialization.jsonObject(with: try JSONEncoder().encode(value), options: .fragmentsAllowed)
  }

  private static func object(_ schemas: [String: JSONValue]) throws -> Object { try #require(try json(schemas) as? Object) }

  @Test func whatIsNotDeclaredIsRefused() async throws {
    let router = AskedRouter(OpenAPITests.reader)
    for (path, says) in [
      ("apps?limit=3", #""limit" here"#), ("events?fellow=true", "there are after, follow"), ("events?after=1&after=2", "twice"),
    ] {
      let answer = try await router.ask(.get, path)
      #expect(
        answer.status == 400 && answer.code == "usage.invalid" && answer.text.replacing("\\", with: "").contains(says),
        "\(answer.text)")
    }
  }

  @Test func anotherMethodIsToldWhichThereAre() async throws {
    let router = AskedRouter(OpenAPITests.reader)
    let answer = try await router.ask(.patch, "apps/shop/maintenance")
    #expect(answer.status == 405 && answer.code == "method.not-allowed" && answer.fields[.allow] == "DELETE, PUT")
    #expect(try await router.ask(.patch, "runtimes/plan").fields[.allow] == "POST")
    #expect(try await router.ask(.get, "nothing/here").code == "request.unknown")
    #expect(try await router.ask(.get, "apps/shop/maintenance/x").status == 404)
  }
}
