import HTTPTypes
import RoostModel

/// The API as OpenAPI 3.1 describes it, made of the table of its routes and of the types they take and give.
struct OpenAPIDocument {
  let json: JSONValue

  init(_ entries: [RouteEntry]) throws(Problem) {
    let book = SchemaBook()
    do throws(SchemaFault) {
      json = try OpenAPIDocument.document(entries, book)
    } catch {
      throw Problem(
        .internal, "a type of the API has no schema", hint: "report this, with what `roost version` says",
        cause: error.description)
    }
  }

  /// `/apps/{name}` of `apps/:name`.
  static func path(_ entry: RouteEntry) -> String {
    entry.path.split(separator: "/").map { $0.hasPrefix(":") ? "/{\($0.dropFirst())}" : "/\($0)" }.joined()
  }

  static func method(_ entry: RouteEntry) -> String { entry.method.rawValue.lowercased() }

  private static func document(_ entries: [RouteEntry], _ book: SchemaBook) throws(SchemaFault) -> JSONValue {
    book.takesNull = true
    for entry in entries { if case .json(let body) = entry.form?.takes { _ = try book.schema(of: body) } }
    book.takesNull = false
    var paths: [String: [String: JSONValue]] = [:]
    for entry in entries {
      guard let form = entry.form else { throw SchemaFault(type: entry.path, says: "the route says not what it gives") }
      paths[path(entry), default: [:]][method(entry)] = try OpenAPIOperation(entry, form).json(book)
    }
    return [
      "openapi": "3.1.0", "info": ["title": "Roost", "version": .text(RoostVersion.current)],
      "servers": [["url": "/api/v1"]], "security": [["token": []], ["session": []]],
      "paths": .object(paths.mapValues { .object($0) }), "components": try components(book),
    ]
  }

  private static func components(_ book: SchemaBook) throws(SchemaFault) -> JSONValue {
    let document: JSONValue = .members(
      [
        "type": .anyText, "title": .anyText, "status": ["type": "integer", "minimum": 400, "maximum": 599], "detail": .anyText,
        "code": try book.schema(of: ProblemCode.self), "message": .anyText, "hint": .anyText, "cause": .anyText,
      ], optional: ["cause"])
    // What a stream ends with, where it ends badly.
    _ = try book.schema(of: Problem.self)
    var schemas = book.components
    schemas["ProblemDocument"] = document
    let content: JSONValue = [ProblemDocument.mediaType: ["schema": ["$ref": "#/components/schemas/ProblemDocument"]]]
    return [
      "schemas": .object(schemas),
      "responses": ["Problem": ["description": "What went wrong, and what helps", "content": content]],
      "securitySchemes": [
        "token": ["type": "http", "scheme": "bearer"],
        "session": ["type": "apiKey", "in": "cookie", "name": .text(SessionCookie.plain)],
      ],
    ]
  }
}
